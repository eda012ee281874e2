package example;

import java.nio.file.Path;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.embedded.EmbeddedGallery;

public class FirstAlbum {
  public static void main(String[] args) {
    try (var gallery = EmbeddedGallery.open(Path.of(args[0]))) {
      Caller olivia = gallery.findMember("olivia").orElseGet(() -> gallery.addMember("olivia"));
      var draft = AlbumDraft.named("Look at my pictures").lockedBy("a7Q2", "2.50");
      System.out.println(
          switch (gallery.albums().create(olivia, draft)) {
            case CreateAlbum.Created(var view) -> "created album " + view.album().id().value();
            case TooManyAlbums(int most) -> "no more than " + most + " albums";
            case CommonRefusal refusal -> "refused: " + refusal;
          });
    }
  }
}
