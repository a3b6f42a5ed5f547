package dev.reeve.features.event;

import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.RecordSize;
import dev.reeve.schema.wire.WireDecoder;
import dev.reeve.schema.wire.WriterSchemas;
import java.util.Optional;

/** Decodes events, and says why bytes are none. Not for use by several threads. */
public final class EventDecoder {

  private final WireDecoder<RegionEvent> decoder;

  public EventDecoder(WriterSchemas schemas) {
    decoder = new WireDecoder<>(RegionEvent.class, schemas, "event_time");
  }

  /**
   * What became of the bytes.
   *
   * @param event the event, null when refused
   * @param writerSchemaId registry id of the writer's schema, 0 when unknown
   * @param unfit whether the writer's schema cannot be read as ours
   * @param refusal why there is no event, null when there is one
   */
  public record Decoded(RegionEvent event, int writerSchemaId, boolean unfit, Rejection refusal) {}

  /**
   * Decodes a record's value, unless the record is too large. Blocks while the registry is away.
   */
  public Decoded decode(SourceRecord source) {
    Optional<String> tooLarge = RecordSize.problem(source);
    if (tooLarge.isPresent()) {
      return new Decoded(null, 0, false, new Rejection(Reason.TOO_LARGE, tooLarge.get()));
    }
    var decoded = decoder.decode(source.getValue());
    if (decoded.isDecoded()) {
      return new Decoded(decoded.record(), decoded.writerSchemaId(), false, null);
    }
    Reason reason = decoded.lacksField() ? Reason.MISSING_FIELD : Reason.UNDECODABLE;
    return new Decoded(
        null, decoded.writerSchemaId(), decoded.unfit(), new Rejection(reason, decoded.problem()));
  }
}
