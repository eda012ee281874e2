package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.spi.DirectoryInUseException;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.MasterKey;

/** Copies of an embedded database, made while it is in use and while it is not. */
class HsqldbSnapshotTest {
  private static final CommunityName BEFORE = new CommunityName("before");
  private static final CommunityName AFTER = new CommunityName("after");

  @TempDir Path directory;

  private JdbiStorage open(Path database) {
    return JdbiStorage.openHsqldb(database, seal(), InstantSource.system(), JdbiSettings.DEFAULT);
  }

  private AesGcmCipher seal() {
    return new AesGcmCipher(MasterKey.inDirectory(directory));
  }

  private static void add(JdbiStorage storage, CommunityName name) {
    storage
        .unitOfWork()
        .transact(tx -> {
          tx.communities().add(new Community(name, "title"));
          return true;
        });
  }

  private static boolean has(JdbiStorage storage, CommunityName name) {
    return storage.unitOfWork().<Boolean>read(tx -> tx.communities().find(name).isPresent());
  }

  @Test
  void aCopyHasWhatWasCommittedBeforeIt() {
    Path copy = directory.resolve("it's a copy");
    try (JdbiStorage storage = open(directory.resolve("database"))) {
      add(storage, BEFORE);
      storage.copyEmbedded(copy);
      add(storage, AFTER);
      assertThat(has(storage, AFTER)).isTrue();
    }
    try (JdbiStorage copied = open(copy)) {
      assertThat(has(copied, BEFORE)).isTrue();
      assertThat(has(copied, AFTER)).isFalse();
    }
  }

  @Test
  void aCopyKnowsItsMasterKeyAndIsNotChangedByReading() throws Exception {
    Path copy = directory.resolve("copy");
    try (JdbiStorage storage = open(directory.resolve("database"))) {
      storage.copyEmbedded(copy);
    }
    List<byte[]> before = contents(copy);
    List<Object> keys = new ArrayList<>();
    try (HsqldbSnapshot snapshot = HsqldbSnapshot.open(copy)) {
      assertThat(snapshot.beganWith(seal())).isTrue();
      assertThat(snapshot.beganWith(new AesGcmCipher(MasterKey.of(new byte[32])))).isFalse();
      snapshot.eachMediaKey(keys::add);
    }
    assertThat(keys).isEmpty();
    assertThat(contents(copy)).usingElementComparator(java.util.Arrays::compare).isEqualTo(before);
  }

  private static List<byte[]> contents(Path copy) throws Exception {
    List<byte[]> contents = new ArrayList<>();
    for (Path file : HsqldbSnapshot.files(copy)) {
      contents.add(Files.readAllBytes(file));
    }
    return contents;
  }

  @Test
  void aStoppedDatabaseIsCopiedAndOneInUseIsNot() {
    Path database = directory.resolve("database");
    Path copy = directory.resolve("copy");
    try (JdbiStorage storage = open(database)) {
      add(storage, BEFORE);
      assertThatThrownBy(() -> HsqldbSnapshot.copyStopped(database, copy))
          .isInstanceOf(DirectoryInUseException.class);
    }
    HsqldbSnapshot.copyStopped(database, copy);
    try (JdbiStorage copied = open(copy)) {
      assertThat(has(copied, BEFORE)).isTrue();
    }
    assertThatThrownBy(() -> HsqldbSnapshot.copyStopped(directory.resolve("none"), copy))
        .hasMessageContaining("no database");
    assertThat(directory.resolve("none")).doesNotExist();
  }
}
