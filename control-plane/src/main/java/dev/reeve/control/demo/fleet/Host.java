package dev.reeve.control.demo.fleet;

/**
 * A simulated host.
 *
 * @param region region that it stands in
 * @param name id, unique in its region
 * @param role what it does
 * @param critical whether a restart of it hurts, so that a person is asked first
 * @param scalable whether replicas may be added beside it
 * @param load how busy it is at the peak of its day, from 0 to 1
 */
public record Host(
    String region, String name, String role, boolean critical, boolean scalable, double load) {}
