package dev.reeve.control.demo.truth;

/**
 * That an agent acted, or would have if a person had not been asked first. A held decision and the
 * action that follows its approval are equal: one alarm.
 *
 * @param region region
 * @param host host that it concerns
 * @param action name of the action
 * @param eventTime event-time milliseconds of the event at the root of the cause
 */
public record Alarm(String region, String host, String action, long eventTime) {}
