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
 * @param violated violations of expectations, by feature set and expectation
 * @param refused events that feature sets did not take in, by feature set
 * @param silences silences that the entities' events bear out
 * @param facts silences that were told of, with those that are not borne out
 * @param decisions decisions caused by events and silences, by decision id; those after answers and
 *     deadlines follow from them and from the answers
 */
public record ExpectedRegion(
    long accepted,
    long duplicates,
    SortedMap<String, Long> rejected,
    long features,
    VectorLedger vectors,
    SortedMap<String, Long> violated,
    SortedMap<String, Long> refused,
    long silences,
    SilenceFacts facts,
    Map<String, ExpectedDecision> decisions) {}
