/**
 * What a feature set expects of the events that it takes in and of its own features, judged for
 * each entity by recorded facts alone.
 */
package dev.reeve.features.expectation;
