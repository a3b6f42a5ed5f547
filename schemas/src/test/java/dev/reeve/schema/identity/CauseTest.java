package dev.reeve.schema.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** P2: are ids functions of the cause alone, and of every part of it? */
class CauseTest {

  private static final Cause CAUSE =
      new Cause("restart", "plant", "host", "h-1", "event", "e-1", "live", 0);

  @Test
  void idsAreTheSameInEveryRunAndJvm() {
    assertThat(CAUSE.decisionId()).isEqualTo("0a2d868e7d5c61afa561682b2b6ee41d");
    assertThat(CAUSE.actionId()).isEqualTo("df549b721ebe26b78935aba1a347c5da");
    assertThat(CAUSE.questionId()).isEqualTo("7243ff1cd4b08298ee49ae493f1ef003");
  }

  @Test
  void everyPartOfTheCauseCounts() {
    List<Cause> causes =
        List.of(
            CAUSE,
            new Cause("scale", "plant", "host", "h-1", "event", "e-1", "live", 0),
            new Cause("restart", "cloud", "host", "h-1", "event", "e-1", "live", 0),
            new Cause("restart", "plant", "card", "h-1", "event", "e-1", "live", 0),
            new Cause("restart", "plant", "host", "h-2", "event", "e-1", "live", 0),
            new Cause("restart", "plant", "host", "h-1", "answer", "e-1", "live", 0),
            new Cause("restart", "plant", "host", "h-1", "event", "e-2", "live", 0),
            new Cause("restart", "plant", "host", "h-1", "event", "e-1", "shadow", 0),
            new Cause("restart", "plant", "host", "h-1", "event", "e-1", "live", 1));
    Set<String> ids = new HashSet<>();
    for (Cause cause : causes) {
      ids.addAll(List.of(cause.decisionId(), cause.actionId(), cause.questionId()));
    }
    assertThat(ids).hasSize(3 * causes.size());
  }

  @Property
  boolean fieldsNeverRunIntoEachOther(
      @ForAll @Size(max = 4) List<String> one, @ForAll @Size(max = 4) List<String> other) {
    return one.equals(other)
        == Digest.of(one.toArray(String[]::new)).equals(Digest.of(other.toArray(String[]::new)));
  }
}
