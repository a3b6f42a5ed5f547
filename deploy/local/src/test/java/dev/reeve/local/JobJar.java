package dev.reeve.local;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A jar of one test class and the classes inside it, as a user would submit it. */
final class JobJar {

  private JobJar() {}

  static Path of(Class<?> main, Path jar) throws IOException, URISyntaxException {
    Path root = Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = root.resolve(main.getPackageName().replace('.', '/'));
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> classes = Files.list(folder)) {
      List<Path> own =
          classes
              .filter(path -> path.getFileName().toString().startsWith(main.getSimpleName()))
              .toList();
      for (Path path : own) {
        out.putNextEntry(new JarEntry(root.relativize(path).toString().replace('\\', '/')));
        Files.copy(path, out);
        out.closeEntry();
      }
    }
    return jar;
  }
}
