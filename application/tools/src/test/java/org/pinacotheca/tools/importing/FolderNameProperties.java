package org.pinacotheca.tools.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.pinacotheca.domain.album.AlbumName;

/** How folder names become album names. */
class FolderNameProperties {
  private static Folder folder(String name) {
    return new Folder("2019/" + name, name, List.of());
  }

  @net.jqwik.api.Example
  void aNameIsCutTidiedAndNumbered() {
    assertThat(folder("Italy").albumName(1)).isEqualTo("Italy");
    assertThat(folder("Italy").albumName(2)).isEqualTo("Italy 2");
    assertThat(folder("  Two\t\nlines ").albumName(1)).isEqualTo("Two lines");
    assertThat(folder("e\u0301te\u0301").albumName(1)).isEqualTo("été");
    assertThat(folder("A name that is longer than twenty").albumName(1))
        .isEqualTo("A name that is longe");
    assertThat(folder("A name that is longer than twenty").albumName(12))
        .isEqualTo("A name that is lo 12");
    assertThat(folder("🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍").albumName(1).codePoints())
        .hasSize(20);
    assertThat(folder("\u0001").albumName(1)).isEqualTo("Album");
  }

  @Property
  void everyNameBecomesOneThatAnAlbumMayHave(
      @ForAll String name, @ForAll @IntRange(min = 1, max = 10_000) int part) {
    String album = folder(name).albumName(part);
    assertThat(new AlbumName(album).value()).isEqualTo(album);
    assertThat(album).endsWith(part == 1 ? "" : " " + part);
  }
}
