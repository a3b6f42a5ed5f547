package dev.reeve.control.demo.dashboard;

import java.util.List;

/**
 * The state of a demo at a moment.
 *
 * @param phase what goes on: streaming, settling, counting
 * @param elapsedSeconds seconds since the stream began
 * @param release name and shortened digest of the release in force
 * @param seed seed of the simulator
 * @param rate events per second that are asked for
 * @param webUi address of Flink's web UI
 * @param approvals command that lists the open questions
 * @param regions regions, in the order of the columns
 * @param feed what happened lately, oldest first: one line each
 */
public record DemoStatus(
    String phase,
    long elapsedSeconds,
    String release,
    long seed,
    double rate,
    String webUi,
    String approvals,
    List<RegionStatus> regions,
    List<String> feed) {}
