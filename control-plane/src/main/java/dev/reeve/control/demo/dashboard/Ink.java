package dev.reeve.control.demo.dashboard;

/** Colours of a terminal (ANSI), or none of them where the output is no terminal. */
public enum Ink {
  ANSI,
  NONE;

  private static final String ESCAPE = "\u001b[";

  String bold(String text) {
    return paint(text, "1");
  }

  String dim(String text) {
    return paint(text, "2");
  }

  String green(String text) {
    return paint(text, "32");
  }

  String yellow(String text) {
    return paint(text, "33");
  }

  String red(String text) {
    return paint(text, "31");
  }

  private String paint(String text, String code) {
    return this == NONE ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
  }
}
