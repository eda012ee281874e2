package org.pinacotheca.persistence.disk;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link PictureFiles} in a folder for each key, {@code ab/cd/abcd...}, below a root directory. A
 * folder is written under a temporary name, forced to the device, and renamed, so it exists with
 * all its files or not at all. Only the owner of the process can read it, and symbolic links are
 * not followed. Safe for several threads, and for several processes on one file system.
 */
public final class DiskPictureFiles implements PictureFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DiskPictureFiles.class);
  private static final Map<Rendition, String> NAMES = names();

  private final Path root;
  private final PictureFolders folders;
  private final InstallationFile installation;
  private final DeletionHold hold = new DeletionHold();

  private DiskPictureFiles(Path root) {
    this.root = root;
    this.folders = new PictureFolders(root);
    this.installation = new InstallationFile(root);
  }

  /**
   * Opens the files below {@code root}, which must exist; creates nothing.
   *
   * @throws IllegalStateException when there is no such directory
   */
  public static DiskPictureFiles existing(Path root) {
    if (!Files.isDirectory(root)) {
      throw new IllegalStateException("there is no directory " + root + " with pictures");
    }
    return new DiskPictureFiles(root.toAbsolutePath().normalize());
  }

  /**
   * Opens the files below {@code root}, which is created when missing.
   *
   * @throws UncheckedIOException when it cannot be created
   */
  public static DiskPictureFiles open(Path root) {
    try {
      Path absolute = root.toAbsolutePath().normalize();
      FilePermissions.makePrivateDirectory(absolute);
      FilePermissions.restrict(absolute.resolve(InstallationFile.NAME));
      return new DiskPictureFiles(absolute);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the picture folder " + root, e);
    }
  }

  private static Map<Rendition, String> names() {
    Map<Rendition, String> names = new EnumMap<>(Rendition.class);
    for (Rendition rendition : Rendition.values()) {
      names.put(rendition, rendition.letter());
    }
    return Map.copyOf(names);
  }

  private static String name(Rendition rendition) {
    return NAMES.getOrDefault(rendition, rendition.letter());
  }

  @Override
  public void store(MediaKey key, RenderedPicture picture) {
    store(key, picture.files());
  }

  /** Stores the files of a picture that was processed earlier, in the same way. */
  public void store(MediaKey key, Map<Rendition, byte[]> renditions) {
    installation.require();
    try {
      Path shard = folders.shard(key);
      makeShard(shard);
      Path temporary = folders.temporary(key);
      try {
        Files.createDirectory(temporary, PrivateFiles.ofDirectory(temporary));
        for (Rendition rendition : Rendition.values()) {
          PrivateFiles.write(
              temporary.resolve(name(rendition)),
              Objects.requireNonNull(renditions.get(rendition), "every rendition is kept"));
        }
        PrivateFiles.force(temporary);
        if (Files.exists(folders.of(key), NOFOLLOW_LINKS)) {
          throw new FileAlreadyExistsException(folders.of(key).toString());
        }
        Files.move(temporary, folders.of(key), ATOMIC_MOVE);
      } catch (IOException e) {
        removeQuietly(temporary, e);
        throw e;
      }
      PrivateFiles.force(shard);
    } catch (IOException e) {
      throw StorageUnavailableException.ofFailedWrite("cannot store the files of a picture", e);
    }
  }

  /**
   * Each new directory entry must survive a power cut before anything below it counts as stored.
   */
  private void makeShard(Path shard) throws IOException {
    Path outer = PictureFolders.parent(shard);
    requireNoLink(outer, makeDirectory(outer));
    requireNoLink(shard, makeDirectory(shard));
  }

  private boolean makeDirectory(Path directory) throws IOException {
    if (Files.exists(directory, NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      Files.createDirectory(directory, PrivateFiles.ofDirectory(directory));
    } catch (FileAlreadyExistsException _) {
      // Another thread created it and may not have forced it yet, so this one forces it too.
    }
    PrivateFiles.force(PictureFolders.parent(directory));
    return true;
  }

  private static void requireNoLink(Path directory, boolean made) throws IOException {
    if (!made && !Files.isDirectory(directory, NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(directory.toString());
    }
  }

  @Override
  public Optional<Content> open(MediaKey key, Rendition rendition) {
    Path file = folders.of(key).resolve(name(rendition));
    try {
      if (!folders.isReached(key)) {
        return Optional.empty();
      }
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
      return attributes.isRegularFile()
          ? Optional.of(new FileContent(file, attributes.size()))
          : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a file of a picture", e);
    }
  }

  private record FileContent(Path file, long size) implements Content {
    @Override
    public InputStream openAt(long offset) throws IOException {
      if (offset < 0 || offset > size) {
        throw new IllegalArgumentException("an offset is from 0 to " + size + ", not " + offset);
      }
      FileChannel channel = channel();
      try {
        channel.position(offset);
        return Channels.newInputStream(channel);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }

    @Override
    public Optional<FileChannel> openFile() throws IOException {
      return Optional.of(channel());
    }

    private FileChannel channel() throws IOException {
      return FileChannel.open(file, Set.of(READ, NOFOLLOW_LINKS));
    }
  }

  /**
   * Defers deletions until the hold is closed, so that a backup finds the files of every row it has
   * copied: files are deleted only after their row is.
   *
   * @throws IllegalStateException when the files are held already
   */
  public Hold hold() {
    hold.begin();
    return () -> discard(hold.end());
  }

  /** Closed to run the deferred deletions. */
  @FunctionalInterface
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public void delete(MediaKey key) {
    if (hold.defers(key)) {
      return;
    }
    try {
      if (!folders.isReached(key)) {
        return;
      }
      // Renamed first, so that a crash between two files does not leave half a picture.
      Path remnant = folders.deleted(key);
      Files.move(folders.of(key), remnant, ATOMIC_MOVE);
      PictureFolders.remove(remnant);
      PrivateFiles.force(folders.shard(key));
    } catch (NoSuchFileException _) {
      // Another deletion came first.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the files of a picture", e);
    }
  }

  @Override
  public void discard(Collection<MediaKey> keys) {
    for (MediaKey key : keys) {
      try {
        delete(key);
      } catch (UncheckedIOException e) {
        LOG.warn("The files of a picture that is gone are left to the sweep", e);
      }
    }
  }

  @Override
  public void eachStoredBefore(Instant limit, Consumer<MediaKey> visitor) {
    folders.eachBefore(
        limit, folder -> visitor.accept(new MediaKey(String.valueOf(folder.getFileName()))));
  }

  @Override
  public void removeRemnantsBefore(Instant limit) {
    folders.eachRemnantBefore(limit, PictureFolders::remove);
  }

  @Override
  public void probe() {
    if (!Files.isDirectory(root, NOFOLLOW_LINKS) || !Files.isWritable(root)) {
      throw new UncheckedIOException(
          new IOException("the picture folder " + root + " is gone or cannot be written to"));
    }
    installation.require();
  }

  @Override
  public boolean isEmpty() {
    return folders.isEmpty();
  }

  @Override
  public Optional<InstallationId> installation() {
    return installation.read();
  }

  @Override
  public InstallationId claim(InstallationId id) {
    return installation.claim(id);
  }

  private static void removeQuietly(Path folder, IOException cause) {
    try {
      PictureFolders.remove(folder);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
