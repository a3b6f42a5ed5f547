/**
 * Anomaly scores of one stream of values: how surprising is this value, judged by nothing but the
 * stream's own past. Constant space and time per value, no randomness, no training beforehand.
 */
package dev.reeve.features.anomaly;
