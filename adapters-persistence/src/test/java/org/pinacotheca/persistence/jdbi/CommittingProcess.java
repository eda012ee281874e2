package org.pinacotheca.persistence.jdbi;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.UserId;

/**
 * A separate process that opens an HSQLDB database and commits members endlessly, printing each
 * number after its commit; or prints that it was refused.
 */
final class CommittingProcess {
  private static final int THREADS = 3;

  private CommittingProcess() {}

  static Process start(Path directory) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CommittingProcess.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The next line of its output; an error when it ends without one. */
  static String line(BufferedReader said) throws IOException {
    return Optional.ofNullable(said.readLine())
        .orElseThrow(() -> new AssertionError("the process ended early"));
  }

  @SuppressWarnings("SystemOut") // The test reads this output.
  public static void main(String[] arguments) {
    JdbiStorage storage;
    try {
      storage = TestDatabase.openHsqldb(Path.of(arguments[0]));
    } catch (IllegalStateException e) {
      System.out.println("refused: " + e.getMessage());
      return;
    }
    for (int thread = 0; thread < THREADS; thread++) {
      Thread.ofPlatform()
          .start(() -> {
            while (true) {
              int committed = addMember(storage.unitOfWork());
              synchronized (CommittingProcess.class) {
                System.out.println(committed);
              }
            }
          });
    }
  }

  private static int addMember(UnitOfWork work) {
    return work.transact(tx -> {
      UserId id = tx.members().nextId();
      tx.members().add(new Member(id, new Nickname("Member " + id.value()), Optional.empty()));
      return id.value();
    });
  }
}
