package dev.reeve.features.source;

import dev.reeve.features.event.Reason;
import dev.reeve.features.event.Rejection;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.RecordSize;
import dev.reeve.schema.wire.SchemaCache;
import dev.reeve.schema.wire.WriterSchemas;
import java.util.Optional;

/**
 * Turns the records of one topic into events, as one definition says, compiled once for each schema
 * that they were written with. Not thread-safe.
 */
public final class SourceMapping {

  private final SourceDefinition definition;
  private final String region;
  private final RecordFormat format;
  private final SchemaCache<RecordMapping> byShape = new SchemaCache<>();

  /**
   * @param definition a definition that {@link SourceCheck} finds nothing wrong with
   * @param region region of the events
   * @param writers schemas that records were written with
   */
  public SourceMapping(SourceDefinition definition, String region, WriterSchemas writers) {
    this.definition = definition;
    this.region = region;
    this.format = RecordFormat.of(definition, writers);
  }

  /** Maps a record. Blocks while the registry is away. */
  public MappedRecord map(SourceRecord source) {
    Optional<String> tooLarge = RecordSize.problem(source);
    if (tooLarge.isPresent()) {
      return MappedRecord.rejected(new Rejection(Reason.TOO_LARGE, tooLarge.get()));
    }
    Decoded<?> decoded = format.decode(source.getValue());
    if (!decoded.isDecoded()) {
      return MappedRecord.rejected(new Rejection(Reason.UNDECODABLE, decoded.problem()))
          .with(decoded.writerSchemaId());
    }
    int shape = format.shape(decoded);
    RecordMapping mapping = byShape.get(shape);
    if (mapping == null) {
      mapping = new RecordMapping(definition, region, format.fields(decoded.record()));
      byShape.put(shape, mapping);
    }
    return mapping.map(decoded.record(), source).with(decoded.writerSchemaId());
  }
}
