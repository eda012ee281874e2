package org.pinacotheca.benchmarks.measure;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.HmacSecrets;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.persistence.jdbi.JdbiSettings;
import org.pinacotheca.persistence.jdbi.JdbiStorage;

/** The core on HSQLDB files in this process, without any API. */
public record EmbeddedGallery(Gallery gallery, JdbiStorage storage, PooledImageProcessor processor)
    implements AutoCloseable {

  public static EmbeddedGallery open(Path data, GallerySettings settings) {
    MasterKey key = MasterKey.inDirectory(data);
    JdbiStorage storage =
        JdbiStorage.openHsqldb(
            data.resolve("database"),
            new AesGcmCipher(key),
            InstantSource.system(),
            JdbiSettings.DEFAULT);
    PooledImageProcessor processor =
        PooledImageProcessor.open(ImageSettings.defaults(data.resolve("native")));
    Gallery gallery =
        Gallery.of(
            storage.unitOfWork(),
            DiskPictureFiles.open(data.resolve("media")),
            processor,
            new HmacSecrets(key),
            settings);
    return new EmbeddedGallery(gallery, storage, processor);
  }

  /** Callers for new members, with all scopes. */
  public List<Caller> members(String nickname, int count) {
    List<Caller> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Registration<Member> added =
          gallery
              .registrations()
              .addMember(
                  new Registrations.NewMember(
                      Optional.empty(), new Nickname(nickname + i), Optional.empty()));
      if (!(added instanceof Registration.Registered<Member>(Member member))) {
        throw new IllegalStateException("a member was refused: " + added);
      }
      members.add(Caller.of(member.id(), new ApiKey("bench"), EnumSet.allOf(Scope.class)));
    }
    return members;
  }

  public AlbumId createAlbum(
      Caller owner, String name, Optional<String> pin, Optional<BigDecimal> price) {
    AlbumDraft draft =
        new AlbumDraft(
            Optional.of(name), Optional.of("What we saw on the way"), Optional.empty(), pin, price);
    CreateAlbum.Outcome outcome =
        gallery.albums().create(owner, new CreateAlbum(draft.check().orElseThrow()));
    if (!(outcome instanceof CreateAlbum.Created(var view))) {
      throw new IllegalStateException("an album was refused: " + outcome);
    }
    return view.album().id();
  }

  @Override
  public void close() {
    processor.close();
    storage.close();
  }
}
