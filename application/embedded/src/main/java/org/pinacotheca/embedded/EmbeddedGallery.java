package org.pinacotheca.embedded;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations.NewMember;
import org.pinacotheca.application.api.albums.Albums;
import org.pinacotheca.application.api.pictures.Pictures;
import org.pinacotheca.application.api.selling.Subscriptions;
import org.pinacotheca.application.api.selling.Unlocks;
import org.pinacotheca.application.spi.DirectoryInUseException;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/**
 * A gallery within a program, in a directory or in memory. It sweeps itself once an hour on a
 * daemon thread, until it is closed. Thread-safe.
 *
 * <p>Refusals are values: each command has a sealed type of outcomes. A failure of the storage is
 * thrown as a {@link StorageException} or as a {@link
 * org.pinacotheca.application.spi.StorageUnavailableException}, after which nothing was done.
 */
public final class EmbeddedGallery implements AutoCloseable {
  /** The key of the program in which the gallery is, in audit entries. */
  public static final ApiKey APPLICATION = new ApiKey("embedded");

  private static final int MEMBERS_AT_A_TIME = 100;

  private final Gallery gallery;
  private final Runnable parts;

  /**
   * A gallery over parts of your own.
   *
   * @param parts closes them; run once for each {@link #close}
   */
  public EmbeddedGallery(Gallery gallery, Runnable parts) {
    this.gallery = gallery;
    this.parts = parts;
  }

  /**
   * Opens the gallery in a directory with {@link EmbeddedSettings#DEFAULT}, and creates it when
   * missing. Only the owner of the process can read the directory.
   *
   * @throws DirectoryInUseException when another process or another gallery of this one uses the
   *     directory
   * @throws IllegalStateException when the directory cannot be used, the pictures in it are not
   *     those of its database, or it is that of a later release
   * @throws StorageException when the database cannot be opened
   */
  public static EmbeddedGallery open(Path directory) {
    return open(directory, EmbeddedSettings.DEFAULT);
  }

  /** As {@link #open(Path)}, with other settings. */
  public static EmbeddedGallery open(Path directory, EmbeddedSettings settings) {
    return LibraryLoader.opener().apply(Optional.of(directory), settings);
  }

  /**
   * Creates an empty gallery that is gone when it is closed: its database is in memory, its
   * pictures are in a temporary directory.
   *
   * @throws IllegalStateException when a temporary directory cannot be created
   */
  public static EmbeddedGallery inMemory() {
    return inMemory(EmbeddedSettings.DEFAULT);
  }

  /** As {@link #inMemory()}, with other settings. */
  public static EmbeddedGallery inMemory(EmbeddedSettings settings) {
    return LibraryLoader.opener().apply(Optional.empty(), settings);
  }

  /**
   * Adds a member. Nicknames are not unique: each call adds another one.
   *
   * @param nickname 1 to 50 characters on one line, without blanks at its ends
   * @return the member as a caller with all scopes
   * @throws IllegalArgumentException when the nickname is malformed
   */
  public Caller addMember(String nickname) {
    NewMember wanted = new NewMember(Optional.empty(), new Nickname(nickname), Optional.empty());
    return switch (gallery.registrations().addMember(wanted)) {
      case Registration.Registered<Member>(Member member) -> caller(member.id());
      case Registration.Unknown<Member>(String what) -> throw new IllegalStateException(what);
      case Registration.Conflict<Member>(String what) -> throw new IllegalStateException(what);
    };
  }

  /**
   * Finds the member with exactly this nickname, as a caller with all scopes; the one who was added
   * first, if there are several.
   */
  public Optional<Caller> findMember(String nickname) {
    int page = 1;
    while (true) {
      Page<Member> found =
          gallery.registrations().members(nickname, new PageRequest(page++, MEMBERS_AT_A_TIME));
      Optional<Member> member =
          found.items().stream().filter(it -> it.nickname().value().equals(nickname)).findFirst();
      if (member.isPresent() || found.items().size() < MEMBERS_AT_A_TIME) {
        return member.map(it -> caller(it.id()));
      }
    }
  }

  /** A member as a caller with all scopes; whether they exist is checked with each command. */
  public Caller caller(UserId member) {
    return Caller.of(member, APPLICATION, EnumSet.allOf(Scope.class));
  }

  /** The albums of members. */
  public Albums albums() {
    return gallery.albums();
  }

  /** The pictures of members. */
  public Pictures pictures() {
    return gallery.pictures();
  }

  /** The sale of single albums by PIN and price. */
  public Unlocks unlocks() {
    return gallery.unlocks();
  }

  /** The sale of whole galleries for a time. */
  public Subscriptions subscriptions() {
    return gallery.subscriptions();
  }

  /** All use cases; also what the APIs are mounted on. */
  public Gallery useCases() {
    return gallery;
  }

  /**
   * Waits up to ten seconds for a sweep in progress and closes the storage. Idempotent; calls in
   * progress may fail.
   *
   * @throws StorageException when the database was not closed in order; nothing is lost
   */
  @Override
  public void close() {
    parts.run();
  }
}
