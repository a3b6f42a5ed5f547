/**
 * The scoring of the Numenta Anomaly Benchmark (NAB v1.1): one score per row in, one number per
 * profile out, over all series and per group.
 *
 * <p>Source: Lavin and Ahmad, "Evaluating Real-time Anomaly Detection Algorithms: the Numenta
 * Anomaly Benchmark", ICMLA 2015.
 */
package dev.reeve.control.benchmark.nab;
