package org.pinacotheca.persistence.jdbi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.operations.EraseMember;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.ManualClock;

class HsqldbErasureTest extends ErasureBehaviour {
  private Path directoryOfDatabase;

  @Override
  TestDatabase open(Path directory, ManualClock clock) {
    directoryOfDatabase = directory;
    return TestDatabase.hsqldb(directory, clock);
  }

  /** Removed rows would stay in the log, in the data file and in its backup. */
  @Test
  void noFileOfTheDatabaseHoldsTheirTextsAfterwards() throws SQLException, IOException {
    UserId member = members().whoDidEverything();
    database().execute("CHECKPOINT");
    memberLeftMoreInTheLog(member);
    assertThat(filesWithMark()).contains("gallery.data", "gallery.log");
    assertThat(world().gallery.erasures().erase(new EraseMember(member)))
        .isEqualTo(new EraseMember.Erased());
    assertThat(filesWithMark()).isEmpty();
  }

  private void memberLeftMoreInTheLog(UserId member) throws SQLException {
    database()
        .execute(
            "UPDATE album SET location = '"
                + MarkedMembers.MARK
                + " 2' WHERE owner_id = "
                + member.value());
  }

  private List<String> filesWithMark() throws IOException {
    List<String> marked = new ArrayList<>();
    for (Path file : Directories.below(directoryOfDatabase)) {
      if (Files.isRegularFile(file)) {
        String content = Files.readString(file, ISO_8859_1);
        for (Charset charset : List.of(UTF_8, UTF_16BE)) {
          if (content.contains(new String(MarkedMembers.MARK.getBytes(charset), ISO_8859_1))) {
            marked.add(file.getFileName().toString());
          }
        }
      }
    }
    return marked;
  }
}
