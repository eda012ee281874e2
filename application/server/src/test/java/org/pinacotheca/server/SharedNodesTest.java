package org.pinacotheca.server;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database and one bucket: guards and limits work across both. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedNodesTest implements SharedGuards, SharedUploads {
  private Path directory;
  private SharedStorage storage;
  private SharedStorage.Credentials credentials;
  private LocalServer one;
  private ServerProcess other;
  private MigratedMembers members;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    storage = SharedStorage.make();
    credentials = SharedStorage.Credentials.ofTheStore();
    one = storage.startHere(directory.resolve("one"));
    other = storage.start(directory.resolve("other"));
    members = MigratedMembers.make(one);
  }

  @AfterAll
  void stop() {
    one.close();
    other.close();
    credentials.close();
    storage.close();
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public SharedStorage storage() {
    return storage;
  }

  @Override
  public RunningServer one() {
    return one;
  }

  @Override
  public RunningServer other() {
    return other;
  }

  @Override
  public MigratedMembers members() {
    return members;
  }
}
