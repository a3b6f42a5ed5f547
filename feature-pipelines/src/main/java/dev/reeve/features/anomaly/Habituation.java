package dev.reeve.features.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes surprise away from what the stream has done before: each doubling of the number of earlier
 * episodes that were as strong costs one power of ten.
 *
 * <p>An episode is a run of surprises of 3 or more without a pause of over 30 values. "As strong"
 * means at least 85 % of the present surprise. Episodes fade over 2,000 values, and the last 32 are
 * kept. The episode that is going on does not count in its first 30 values.
 */
final class Habituation {

  static final int EPISODES = 32;

  private static final double STRONG = 3;
  private static final double AS_STRONG = 0.85;
  private static final long PAUSE = 30;
  private static final double FADING = 2_000;

  private final Deque<Episode> episodes = new ArrayDeque<>();
  private long position;

  /** What remains of the surprise, 0 or more. */
  double remaining(double surprise) {
    double remaining = surprise;
    if (surprise > 0) {
      remaining = Math.max(0, surprise - log2(1 + similarEpisodes(surprise)));
    }
    if (surprise >= STRONG) {
      remember(surprise);
    }
    position++;
    return remaining;
  }

  private double similarEpisodes(double surprise) {
    double similar = 0;
    for (Episode episode : episodes) {
      long age = position - episode.first;
      if (age > PAUSE && episode.peak >= AS_STRONG * surprise) {
        similar += StrictMath.exp(-age / FADING);
      }
    }
    return similar;
  }

  private void remember(double surprise) {
    Episode latest = episodes.peekLast();
    if (latest != null && position - latest.last <= PAUSE) {
      latest.peak = Math.max(latest.peak, surprise);
      latest.last = position;
      return;
    }
    episodes.addLast(new Episode(position, position, surprise));
    if (episodes.size() > EPISODES) {
      episodes.removeFirst();
    }
  }

  private static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(position);
    out.writeByte(episodes.size());
    for (Episode episode : episodes) {
      out.writeLong(episode.first);
      out.writeLong(episode.last);
      out.writeDouble(episode.peak);
    }
  }

  static Habituation read(DataInput in) throws IOException {
    Habituation read = new Habituation();
    read.position = in.readLong();
    int size = in.readUnsignedByte();
    if (size > EPISODES) {
      throw new IOException(size + " episodes; there are at most " + EPISODES);
    }
    for (int i = 0; i < size; i++) {
      read.episodes.addLast(new Episode(in.readLong(), in.readLong(), in.readDouble()));
    }
    return read;
  }

  /** Positions of the first and the latest strong surprise, and the strongest of them. */
  private static final class Episode {
    private final long first;
    private long last;
    private double peak;

    Episode(long first, long last, double peak) {
      this.first = first;
      this.last = last;
      this.peak = peak;
    }
  }
}
