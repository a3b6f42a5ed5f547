package dev.reeve.control.demo.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.control.demo.fleet.Incident;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Precision and recall on cases that were worked out by hand. */
class JudgementTest {

  private static final long EPOCH = 1_000_000;
  private static final long GRACE = 100;
  private static final Incident LEAK = incident("db-01", "restart", 1_000, 2_000);
  private static final Incident SURGE = incident("web-01", "scale_out", 1_500, 2_500);
  private static final Incident LOAD_TEST = incident("web-02", "", 1_000, 2_000);

  @Test
  void rightActionWithinTheIncidentFindsIt() {
    Judgement judgement = judge(List.of(alarm("db-01", "restart", 1_500)), LEAK, SURGE);
    assertThat(judgement).isEqualTo(new Judgement(2, 1, 1, 1));
    assertThat(judgement.precision()).isEqualTo(1.0);
    assertThat(judgement.recall()).isEqualTo(0.5);
  }

  @Test
  void startCountsAndTheEndOfTheGraceDoesNot() {
    assertThat(judge(List.of(alarm("db-01", "restart", 1_000)), LEAK).right()).isOne();
    assertThat(judge(List.of(alarm("db-01", "restart", 999)), LEAK).right()).isZero();
    assertThat(judge(List.of(alarm("db-01", "restart", 2_099)), LEAK).right()).isOne();
    assertThat(judge(List.of(alarm("db-01", "restart", 2_100)), LEAK).right()).isZero();
  }

  @Test
  void wrongActionIsAFalseAlarm() {
    assertThat(judge(List.of(alarm("db-01", "scale_out", 1_500)), LEAK))
        .isEqualTo(new Judgement(1, 0, 1, 0));
  }

  @Test
  void anotherHostOrRegionIsAFalseAlarm() {
    Alarm elsewhere = new Alarm("edge", "db-01", "restart", EPOCH + 1_500);
    assertThat(judge(List.of(alarm("db-02", "restart", 1_500), elsewhere), LEAK))
        .isEqualTo(new Judgement(1, 0, 2, 0));
  }

  @Test
  void severalAlarmsFindOneIncidentOnce() {
    List<Alarm> alarms =
        List.of(alarm("db-01", "restart", 1_200), alarm("db-01", "restart", 1_900));
    assertThat(judge(alarms, LEAK)).isEqualTo(new Judgement(1, 1, 2, 2));
  }

  @Test
  void actingOnALoadTestIsAFalseAlarmAndLeavingItAloneIsNoMiss() {
    assertThat(judge(List.of(alarm("web-02", "scale_out", 1_500)), LOAD_TEST))
        .isEqualTo(new Judgement(0, 0, 1, 0));
    assertThat(judge(List.of(), LOAD_TEST)).isEqualTo(new Judgement(0, 0, 0, 0));
  }

  @Test
  void anIncidentThatStillGoesOnIsJudgedOnlyIfItWasFound() {
    assertThat(Judgement.of(List.of(), List.of(LEAK), EPOCH, 2_099, GRACE).incidents()).isZero();
    assertThat(Judgement.of(List.of(), List.of(LEAK), EPOCH, 2_100, GRACE).incidents()).isOne();
    List<Alarm> early = List.of(alarm("db-01", "restart", 1_500));
    assertThat(Judgement.of(early, List.of(LEAK), EPOCH, 1_600, GRACE))
        .isEqualTo(new Judgement(1, 1, 1, 1));
  }

  @Test
  void withoutAlarmsOrIncidentsThereIsNoShare() {
    Judgement nothing = judge(List.of());
    assertThat(nothing.precision()).isNaN();
    assertThat(nothing.recall()).isNaN();
  }

  private static Judgement judge(List<Alarm> alarms, Incident... truth) {
    return Judgement.of(alarms, List.of(truth), EPOCH, 10_000, GRACE);
  }

  private static Alarm alarm(String host, String action, long t) {
    return new Alarm("cloud", host, action, EPOCH + t);
  }

  private static Incident incident(String host, String action, long start, long end) {
    return new Incident("cloud", host, Incident.Kind.LEAK, action, start, end, 1.0);
  }
}
