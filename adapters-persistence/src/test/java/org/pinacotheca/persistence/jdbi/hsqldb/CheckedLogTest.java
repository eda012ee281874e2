package org.pinacotheca.persistence.jdbi.hsqldb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits in a log, in the calls in which the database makes them. */
class CheckedLogTest {
  @TempDir Path directory;

  private Path file;
  private CountingFiles files;
  private CheckedLog log;

  /** Files that count syncs and note how much was written before the last one. */
  private static final class CountingFiles extends CheckedFiles {
    private final Path file;
    private int syncs;
    private boolean isBroken;
    private String onDisk = "";
    private Callable<Boolean> beforeSync = () -> true;

    CountingFiles(Path base, Path file) {
      super(base);
      this.file = file;
    }

    @Override
    protected void sync(FileOutputStream out) throws IOException {
      syncs++;
      try {
        beforeSync.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      if (isBroken) {
        throw new IOException("Input/output error");
      }
      onDisk = Files.readString(file);
    }
  }

  @BeforeEach
  void open() throws IOException {
    file = directory.resolve("gallery.log");
    files = new CountingFiles(directory.resolve("gallery"), file);
    log = (CheckedLog) files.openOutputStreamElementAppend(file.toString());
  }

  private void write(String line) {
    try {
      log.write(line.getBytes(US_ASCII), 0, line.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CheckedLog.Commit commit(String line) throws Exception {
    return CheckedLog.run(
        files,
        () -> {
          write(line);
          try {
            log.sync();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void commitsThatWaitTogetherShareOneSync() throws Exception {
    List<CheckedLog.Commit> commits = List.of(commit("a\n"), commit("b\n"), commit("c\n"));
    assertThat(files.syncs).isZero();
    for (CheckedLog.Commit commit : commits) {
      commit.await();
      assertThat(files.onDisk).isEqualTo("a\nb\nc\n");
    }
    assertThat(files.syncs).isEqualTo(1);
  }

  @Test
  void aCommitOutsideOfAUnitOfWorkIsSyncedAtOnce() throws Exception {
    write("a\n");
    log.sync();
    assertThat(files.onDisk).isEqualTo("a\n");
  }

  @Test
  void whatIsReadWaitsForTheCommitsInIt() throws Exception {
    commit("a\n");
    files.awaitCommits();
    assertThat(files.onDisk).isEqualTo("a\n");
    files.awaitCommits();
    assertThat(files.syncs).isEqualTo(1);
  }

  @Test
  void aCommitThatWroteNothingWaitsForThoseBeforeIt() throws Exception {
    commit("a\n");
    CheckedLog.run(files, () -> {}).await();
    assertThat(files.onDisk).isEqualTo("a\n");
  }

  @Test
  void afterAFailedSyncAllThatWaitAreRefusedAndNotInTheLog() throws Exception {
    commit("a\n").await();
    List<CheckedLog.Commit> commits = List.of(commit("b\n"), commit("c\n"));
    files.isBroken = true;
    assertThatThrownBy(commits.getFirst()::await).hasMessage("Input/output error");
    files.isBroken = false;
    assertThatThrownBy(commits.getLast()::await).isInstanceOf(IOException.class);
    assertThatThrownBy(commit("d\n")::await).isInstanceOf(IOException.class);
    assertThatThrownBy(files::awaitCommits).isInstanceOf(IOException.class);
    assertThat(file).hasContent("a\n");
  }

  @Test
  void aCommitThatIsOnTheDiskIsConfirmedAlthoughALaterOneFails() throws Exception {
    CheckedLog.Commit first = commit("a\n");
    commit("b\n").await();
    CheckedLog.Commit later = commit("c\n");
    files.isBroken = true;
    assertThatThrownBy(later::await).isInstanceOf(IOException.class);
    assertThatCode(first::await).doesNotThrowAnyException();
    assertThat(file).hasContent("a\nb\n");
  }

  @Test
  void theLogIsCutBehindACommitAndNotWithinALine() throws Exception {
    CheckedLog.Commit commit = commit("a\n");
    write("half of a li");
    commit.await();
    files.fail(new IOException("no space left"));
    files.cutLog();
    assertThat(file).hasContent("a\n");
  }

  @Test
  void aCommitWhoseWriteWasDiscardedIsRefused() throws Exception {
    commit("a\n").await();
    files.fail(new IOException("no space left"));
    assertThatThrownBy(commit("b\n")::await).isInstanceOf(IOException.class);
    assertThat(file).hasContent("a\n");
  }

  @Test
  void whatWaitsIsSyncedBeforeTheLogIsClosed() throws Exception {
    CheckedLog.Commit commit = commit("a\n");
    log.close();
    assertThat(files.onDisk).isEqualTo("a\n");
    commit.await();
    assertThat(files.syncs).isEqualTo(1);
  }

  @Test
  void aCheckpointIsNotRecordedBeforeTheCommitsInIt() throws Exception {
    CheckedLog.Commit commit = commit("a\n");
    files.isBroken = true;
    Path properties = Files.writeString(directory.resolve("new"), "modified=yes-new-files\n");
    String target = directory.resolve("gallery.properties").toString();
    assertThatThrownBy(() -> files.renameElement(properties.toString(), target))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(Path.of(target)).doesNotExist();
    assertThatThrownBy(commit::await).isInstanceOf(IOException.class);
  }

  @Test
  void whoLearnsLateOfAFailureDoesNotTruncateTheNextLog() throws Exception {
    CheckedLog.Commit late = commit("a\n");
    files.fail(new IOException("no space left"));
    files.cutLog();
    log.close();
    CountingFiles reopened = new CountingFiles(directory.resolve("gallery"), file);
    try (CheckedLog next = (CheckedLog) reopened.openOutputStreamElementAppend(file.toString())) {
      next.write("b\n".getBytes(US_ASCII), 0, 2);
      next.sync();
      assertThatThrownBy(late::await).isInstanceOf(IOException.class);
      assertThat(file).hasContent("b\n");
    }
  }

  @Test
  void commitsThatWaitForARunningSyncShareTheNext() throws Exception {
    CheckedLog.Commit first = commit("a\n");
    CountDownLatch isSyncing = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    files.beforeSync =
        () -> {
          isSyncing.countDown();
          mayGoOn.await();
          return true;
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> waiting = new ArrayList<>();
      waiting.add(threads.submit(() -> await(first)));
      isSyncing.await();
      for (String line : List.of("b\n", "c\n", "d\n")) {
        CheckedLog.Commit commit = commit(line);
        waiting.add(threads.submit(() -> await(commit)));
      }
      mayGoOn.countDown();
      for (Future<?> wait : waiting) {
        wait.get();
      }
    }
    assertThat(files.onDisk).isEqualTo("a\nb\nc\nd\n");
    assertThat(files.syncs).isEqualTo(2);
  }

  private static Boolean await(CheckedLog.Commit commit) throws IOException {
    commit.await();
    return true;
  }
}
