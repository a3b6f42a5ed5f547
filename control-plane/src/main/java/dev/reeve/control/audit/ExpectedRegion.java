package dev.reeve.control.audit;

import java.util.Map;
import java.util.SortedMap;

/**
 * What a region should have concluded from its events, recomputed without the job.
 *
 * @param accepted events accepted
 * @param duplicates events whose id had been seen
 * @param rejected events rejected, by reason
 * @param features feature vectors
 * @param vectors the feature vectors as they are published
 * @param decisions decisions caused by events, by decision id; those after answers and deadlines
 *     follow from them and from the answers
 */
public record ExpectedRegion(
    long accepted,
    long duplicates,
    SortedMap<String, Long> rejected,
    long features,
    VectorLedger vectors,
    Map<String, ExpectedDecision> decisions) {}
