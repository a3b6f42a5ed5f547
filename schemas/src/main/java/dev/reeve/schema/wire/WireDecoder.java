package dev.reeve.schema.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads records of one type in Confluent's wire format, written with any schema of that name that
 * Avro's rules of resolution let ours read: older ones, newer ones, other producers' supersets. Not
 * thread-safe.
 */
public final class WireDecoder<T extends SpecificRecord> {

  private final Class<T> type;
  private final Schema reader;
  private final WriterSchemas writers;
  private final List<String> required;
  private final SchemaCache<Writer<T>> known = new SchemaCache<>();

  /**
   * @param type what to read
   * @param writers schemas that the records were written with
   * @param required fields that every writer's schema must have, though ours has defaults for them
   */
  public WireDecoder(Class<T> type, WriterSchemas writers, String... required) {
    this.type = type;
    this.reader = SpecificData.get().getSchema(type);
    this.writers = writers;
    this.required = List.of(required);
  }

  /** Decodes the bytes; what cannot be decoded comes back with the reason. */
  public Decoded<T> decode(ByteBuffer value) {
    String problem = WireFormat.problem(value);
    if (!problem.isEmpty()) {
      return Decoded.undecodable(0, problem);
    }
    ByteBuffer bytes = value.duplicate();
    int id = bytes.position(bytes.position() + 1).getInt();
    Writer<T> writer = known.get(id);
    if (writer == null) {
      writer = lookUp(id);
      if (writer.isSettled()) {
        known.put(id, writer);
      }
    }
    return writer.reader() == null ? writer.refusal() : read(writer, id, bytes);
  }

  private Writer<T> lookUp(int id) {
    Optional<Schema> schema = writers.byId(id);
    if (schema.isEmpty()) {
      return Writer.refused(
          false, Decoded.undecodable(0, "the registry knows no Avro schema " + id));
    }
    Schema written = schema.get();
    if (written.getType() != Schema.Type.RECORD || !written.getName().equals(reader.getName())) {
      return Writer.refused(true, unresolved(id, written, "allowed are records of that name"));
    }
    SpecificData data = SpecificData.getForClass(type);
    Resolver.Action action = Resolver.resolve(written, reader, data);
    if (action instanceof Resolver.ErrorAction error) {
      return Writer.refused(true, unresolved(id, written, error.toString()));
    }
    for (String field : required) {
      if (written.getField(field) == null) {
        return Writer.refused(
            true, unresolved(id, written, field + " is not in it").lackingField());
      }
    }
    return new Writer<>(
        new SpecificDatumReader<>(written, reader, data), true, misfit(id, written));
  }

  /**
   * What to say of bytes that cannot be read because a field deeper inside does not fit; null when
   * all fit. A field that does not may be one of a union that a record does not use: then it can be
   * read all the same.
   */
  private Decoded<T> misfit(int id, Schema written) {
    String reasons =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, written)
            .getResult()
            .getIncompatibilities()
            .stream()
            .map(i -> i.getLocation() + ": " + i.getMessage())
            .collect(Collectors.joining("; "));
    return reasons.isEmpty() ? null : unresolved(id, written, reasons);
  }

  private Decoded<T> unresolved(int id, Schema written, String why) {
    return Decoded.unfit(
        id,
        "schema %d, %s, cannot be read as %s: %s"
            .formatted(id, written.getFullName(), reader.getFullName(), why));
  }

  private Decoded<T> read(Writer<T> writer, int id, ByteBuffer bytes) {
    try {
      T record = type.cast(writer.reader().read(null, new BoundedDecoder(bytes)));
      return bytes.hasRemaining()
          ? Decoded.undecodable(id, bytes.remaining() + " bytes are left over behind the record")
          : new Decoded<>(record, id, false, "");
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Whatever Avro throws for bytes that do not follow their schema: nothing else runs in there.
      return writer.refusal() != null
          ? writer.refusal()
          : Decoded.undecodable(id, "not the bytes of schema " + id + ": " + e);
    }
  }

  /**
   * A writer as far as its schema is settled: an unknown id may be registered later. With a reader
   * the refusal is that of bytes that it cannot read; null where only the bytes can be at fault.
   */
  private record Writer<T>(SpecificDatumReader<T> reader, boolean isSettled, Decoded<T> refusal) {

    static <T> Writer<T> refused(boolean isSettled, Decoded<T> refusal) {
      return new Writer<>(null, isSettled, refusal);
    }
  }
}
