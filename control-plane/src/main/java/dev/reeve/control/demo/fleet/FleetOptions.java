package dev.reeve.control.demo.fleet;

/**
 * What a run of the simulator is made from.
 *
 * @param seed seed of every random number
 * @param rate events per second of virtual time, of all regions together; above 0
 * @param epoch event time of virtual time 0; milliseconds since the epoch
 * @param lateness how far behind a host's newest event another is still in time; milliseconds
 * @param schemaId registry id of the event's schema
 */
public record FleetOptions(long seed, double rate, long epoch, long lateness, int schemaId) {

  public FleetOptions {
    if (!(rate > 0) || rate > 200_000) {
      throw new IllegalArgumentException(
          "rate is " + rate + "; it has to be above 0 and at most 200000 events per second");
    }
  }
}
