package dev.reeve.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.RegionEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** Is the time of an event read as the whole event tells it, and of what is none nothing? */
class EventTimeReaderTest {

  private static final int OURS = 1;
  private static final int WIDER = 2;
  private static final int TIMELESS = 3;
  private static final int TEXT = 4;
  private static final int UNKNOWN = 9;

  private static final Schema WIDE =
      SchemaBuilder.record("RegionEvent")
          .namespace("dev.reeve.schema")
          .fields()
          .optionalString("site")
          .requiredLong("event_time")
          .name("more")
          .type()
          .array()
          .items()
          .doubleType()
          .noDefault()
          .endRecord();
  private static final Schema WITHOUT =
      SchemaBuilder.record("RegionEvent").fields().requiredString("entity").endRecord();

  private final List<Integer> asked = new ArrayList<>();
  private final EventTimeReader reader = new EventTimeReader(this::schema);

  @Test
  void readsTheTimeWhateverElseTheWriterHas() {
    byte[] event =
        WireFormat.encode(
            OURS,
            RegionEvent.newBuilder()
                .setEventId("e1")
                .setEventTime(-7)
                .setMeasures(Map.of("cpu", 1.0, "load", 2.0))
                .setLabels(Map.of("residency", "eu"))
                .build());
    assertThat(reader.of(ByteBuffer.wrap(event))).hasValue(-7);
    assertThat(reader.of(ByteBuffer.wrap(event))).hasValue(-7);
    assertThat(asked).as("each schema once").containsExactly(OURS);

    GenericData.Record wide = new GenericData.Record(WIDE);
    wide.put("site", "north");
    wide.put("event_time", 5L);
    wide.put("more", List.of(1.0, 2.0));
    assertThat(reader.of(ByteBuffer.wrap(WireFormat.encode(WIDER, wide)))).hasValue(5);
  }

  @Test
  void ofWhatIsNoEventThereIsNoTime() {
    GenericData.Record timeless = new GenericData.Record(WITHOUT);
    timeless.put("entity", "web-1");
    byte[] event = WireFormat.encode(OURS, RegionEvent.newBuilder().setEventId("e1").build());

    assertThat(reader.of(null)).isEmpty();
    assertThat(reader.of(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6}))).isEmpty();
    assertThat(reader.of(ByteBuffer.wrap(WireFormat.encode(TIMELESS, timeless)))).isEmpty();
    assertThat(reader.of(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, TEXT, 0}))).isEmpty();
    assertThat(reader.of(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, UNKNOWN, 0}))).isEmpty();
    assertThat(reader.of(ByteBuffer.wrap(Arrays.copyOf(event, 7)))).isEmpty();
  }

  private Optional<Schema> schema(int id) {
    asked.add(id);
    return switch (id) {
      case OURS -> Optional.of(RegionEvent.getClassSchema());
      case WIDER -> Optional.of(WIDE);
      case TIMELESS -> Optional.of(WITHOUT);
      case TEXT -> Optional.of(Schema.create(Schema.Type.STRING));
      default -> Optional.empty();
    };
  }
}
