package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.application.api.operations.FindingKind.FILES_ORPHANED;
import static org.pinacotheca.application.api.operations.FindingKind.FILE_CONTENT;
import static org.pinacotheca.application.api.operations.FindingKind.FILE_EMPTY;
import static org.pinacotheca.application.api.operations.FindingKind.FILE_LENGTH;
import static org.pinacotheca.application.api.operations.FindingKind.FILE_MISSING;
import static org.pinacotheca.application.api.operations.FindingKind.ROW_UNREADABLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.operations.Finding;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection.Order;

/** What an inspection finds when picture files are damaged. Each test undoes its damage. */
interface FileDamageBehaviour extends InspectionFixture {
  String ELSEWHERE = "0".repeat(32);

  @Test
  default void aPictureWithoutItsFilesIsFoundOnceForEachOfThem() throws SQLException {
    String picture = " WHERE picture_id = " + world().png.value();
    String key = key();
    database().execute("UPDATE picture SET media_key = '" + ELSEWHERE + "'" + picture);
    try {
      assertThat(inspect(QUICK).findings())
          .hasSize(5)
          .allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(FILE_MISSING);
            assertThat(finding.about())
                .contains(new Finding.About("picture", world().png.value()))
                .contains(new Finding.About("files", ELSEWHERE));
          });
      // Its files are new, and might belong to an upload in progress.
      age(key);
      assertThat(inspect(QUICK).inspected().found())
          .containsOnly(Map.entry(FILE_MISSING, 5L), Map.entry(FILES_ORPHANED, 1L));
    } finally {
      database().execute("UPDATE picture SET media_key = '" + key + "'" + picture);
    }
    assertSound();
    assertFound(
        "UPDATE picture SET format = 'TIFF'" + picture,
        "UPDATE picture SET format = 'PNG'" + picture,
        ROW_UNREADABLE);
    assertFound(
        "UPDATE picture SET size_bytes = size_bytes + 1" + picture,
        "UPDATE picture SET size_bytes = size_bytes - 1" + picture,
        FILE_LENGTH);
    assertFound(
        "UPDATE picture SET format = 'GIF'" + picture,
        "UPDATE picture SET format = 'PNG'" + picture,
        FILE_CONTENT);
  }

  @Test
  default void filesThatAreNotWhatTheyShouldBeAreFound() throws SQLException, IOException {
    Path folder = folder(key());
    for (String rendition : new String[] {"o", "n", "s", "t", "m"}) {
      Path file = folder.resolve(rendition);
      byte[] whole = Files.readAllBytes(file);
      Files.delete(file);
      assertKinds(QUICK, FILE_MISSING);
      Files.write(file, new byte[0]);
      assertKinds(QUICK, FILE_EMPTY);
      byte[] changed = whole.clone();
      changed[0]++;
      Files.write(file, changed);
      assertKinds(QUICK, FILE_CONTENT);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      assertKinds(QUICK, rendition.equals("o") ? FILE_LENGTH : FILE_CONTENT);
      byte[] garbled = whole.clone();
      Arrays.fill(garbled, 8, whole.length / 2, (byte) 0);
      Files.write(file, garbled);
      assertKinds(QUICK);
      assertKinds(DEEP, FILE_CONTENT);
      Files.write(file, whole);
      assertKinds(DEEP);
    }
    Path big = folder.resolve("n");
    byte[] whole = Files.readAllBytes(big);
    Files.copy(folder.resolve("t"), big, StandardCopyOption.REPLACE_EXISTING);
    assertKinds(DEEP, FILE_CONTENT);
    Files.write(big, whole);
    assertSound();
  }

  private void assertKinds(Order order, FindingKind... kinds) {
    List<Finding> findings = inspect(order).findings();
    assertThat(findings).extracting(Finding::kind).as(findings.toString()).containsExactly(kinds);
  }

  @Test
  default void anInspectionChangesNoFileNotEvenWhatACrashLeft() throws IOException {
    Path remnant = folder(key()).resolveSibling(".part-x");
    Files.createDirectories(remnant);
    Files.setLastModifiedTime(remnant, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    List<Path> before = Directories.below(files());
    assertSound();
    assertThat(Directories.below(files())).containsExactlyInAnyOrderElementsOf(before);
    Files.delete(remnant);
  }

  /** The folder of the picture's files. */
  private String key() {
    String sql = "SELECT media_key FROM picture WHERE picture_id = " + world().png.value();
    try (var connection = database().connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private Path folder(String key) {
    return files().resolve(key.substring(0, 2)).resolve(key.substring(2, 4)).resolve(key);
  }

  private void age(String key) {
    try {
      Files.setLastModifiedTime(folder(key), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
