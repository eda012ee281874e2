package org.pinacotheca.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.Rendition;

class PictureBundleProperties {
  @Property(tries = 200)
  void everyFileIsWhereTheHeaderSays(@ForAll @Size(5) List<@IntRange(max = 70_000) Integer> sizes)
      throws IOException {
    RenderedPicture picture = picture(sizes);
    PictureBundle.Packed packed = PictureBundle.pack(picture);
    byte[] all = packed.open().readAllBytes();
    assertThat(all).hasSize((int) packed.size());
    PictureBundle bundle = PictureBundle.read(Arrays.copyOf(all, PictureBundle.HEADER_BYTES));
    assertThat(bundle.size()).isEqualTo(all.length);
    for (Rendition rendition : Rendition.values()) {
      PictureBundle.Slice slice = bundle.slice(rendition).orElseThrow();
      assertThat(Arrays.copyOfRange(all, (int) slice.start(), (int) slice.end()))
          .isEqualTo(picture.file(rendition));
    }
  }

  @Property(tries = 200)
  void whatBeginsOtherwiseIsNoPicture(
      @ForAll @IntRange(max = 12) int damaged, @ForAll @IntRange(max = 127) int cut) {
    byte[] header = PictureBundle.pack(picture(List.of(1, 2, 3, 4, 5))).parts().getFirst();
    assertThatThrownBy(() -> PictureBundle.read(Arrays.copyOf(header, cut)))
        .isInstanceOf(IOException.class);
    header[damaged]++;
    assertThatThrownBy(() -> PictureBundle.read(header)).isInstanceOf(IOException.class);
  }

  private static RenderedPicture picture(List<Integer> sizes) {
    Map<Rendition, byte[]> files = new EnumMap<>(Rendition.class);
    for (Rendition rendition : Rendition.values()) {
      byte[] bytes = new byte[sizes.get(rendition.ordinal())];
      Arrays.fill(bytes, (byte) rendition.ordinal());
      files.put(rendition, bytes);
    }
    return new RenderedPicture(ImageFormat.JPEG, 3, 2, files);
  }
}
