package org.pinacotheca.persistence.disk;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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
  private static final String TEMPORARY = ".part-";
  private static final String DELETED = ".gone-";
  private static final Pattern SHARD = Pattern.compile("[0-9a-f]{2}");
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern REMNANT =
      Pattern.compile("(" + Pattern.quote(TEMPORARY) + "|" + Pattern.quote(DELETED) + ").*");
  private static final Map<Rendition, String> NAMES = names();

  private final Path root;
  private final boolean posix;
  private final InstallationFile installation;

  private DiskPictureFiles(Path root, boolean posix) {
    this.root = root;
    this.posix = posix;
    this.installation = new InstallationFile(root, ownerOnly("rw-------"));
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
    try {
      return at(root.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the picture folder " + root, e);
    }
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
      return at(absolute);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the picture folder " + root, e);
    }
  }

  private static DiskPictureFiles at(Path root) throws IOException {
    return new DiskPictureFiles(root, Files.getFileStore(root).supportsFileAttributeView("posix"));
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

  private FileAttribute<?>[] ownerOnly(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private Path shard(MediaKey key) {
    return root.resolve(key.value().substring(0, 2)).resolve(key.value().substring(2, 4));
  }

  private Path folder(MediaKey key) {
    return shard(key).resolve(key.value());
  }

  @Override
  public void store(MediaKey key, RenderedPicture picture) {
    store(key, picture.files());
  }

  /** Stores the files of a picture that was processed earlier, in the same way. */
  public void store(MediaKey key, Map<Rendition, byte[]> renditions) {
    installation.require();
    try {
      Path shard = shard(key);
      makeShard(shard);
      Path temporary = shard.resolve(TEMPORARY + key.value() + "-" + UUID.randomUUID());
      try {
        Files.createDirectory(temporary, ownerOnly("rwx------"));
        for (Rendition rendition : Rendition.values()) {
          write(
              temporary.resolve(name(rendition)),
              Objects.requireNonNull(renditions.get(rendition), "every rendition is kept"));
        }
        force(temporary);
        if (Files.exists(folder(key), NOFOLLOW_LINKS)) {
          throw new FileAlreadyExistsException(folder(key).toString());
        }
        Files.move(temporary, folder(key), ATOMIC_MOVE);
      } catch (IOException e) {
        removeQuietly(temporary, e);
        throw e;
      }
      force(shard);
    } catch (IOException e) {
      throw StorageUnavailableException.ofFailedWrite("cannot store the files of a picture", e);
    }
  }

  /**
   * Each new directory entry must survive a power cut before anything below it counts as stored.
   */
  private void makeShard(Path shard) throws IOException {
    Path outer = parent(shard);
    requireNoLink(outer, makeDirectory(outer));
    requireNoLink(shard, makeDirectory(shard));
  }

  private boolean makeDirectory(Path directory) throws IOException {
    if (Files.exists(directory, NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      Files.createDirectory(directory, ownerOnly("rwx------"));
    } catch (FileAlreadyExistsException _) {
      // Another thread created it and may not have forced it yet, so this one forces it too.
    }
    force(parent(directory));
    return true;
  }

  private static void requireNoLink(Path directory, boolean made) throws IOException {
    if (!made && !Files.isDirectory(directory, NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(directory.toString());
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalStateException("a root directory has no parent: " + path);
    }
    return parent;
  }

  private void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, Set.of(CREATE_NEW, WRITE), ownerOnly("rw-------"))) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private void force(Path directory) throws IOException {
    if (posix) {
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public Optional<Content> open(MediaKey key, Rendition rendition) {
    Path file = folder(key).resolve(name(rendition));
    try {
      if (!isReached(key)) {
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

  /** Whether every path element from the root to the key's folder is a directory and no link. */
  private boolean isReached(MediaKey key) {
    Path shard = shard(key);
    return Files.isDirectory(parent(shard), NOFOLLOW_LINKS)
        && Files.isDirectory(shard, NOFOLLOW_LINKS)
        && Files.isDirectory(folder(key), NOFOLLOW_LINKS);
  }

  private record FileContent(Path file, long size) implements Content {
    @Override
    public InputStream openAt(long offset) throws IOException {
      if (offset < 0 || offset > size) {
        throw new IllegalArgumentException("an offset is from 0 to " + size + ", not " + offset);
      }
      FileChannel channel = FileChannel.open(file, Set.of(READ, NOFOLLOW_LINKS));
      try {
        channel.position(offset);
        return Channels.newInputStream(channel);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }
  }

  @Override
  public void delete(MediaKey key) {
    try {
      if (!isReached(key)) {
        return;
      }
      // Renamed first, so that a crash between two files does not leave half a picture.
      Path remnant = shard(key).resolve(DELETED + key.value() + "-" + UUID.randomUUID());
      Files.move(folder(key), remnant, ATOMIC_MOVE);
      removeFolder(remnant);
      force(shard(key));
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
    eachFolderBefore(limit, KEY, folder -> visitor.accept(new MediaKey(name(folder))));
  }

  @Override
  public void removeRemnantsBefore(Instant limit) {
    eachFolderBefore(limit, REMNANT, DiskPictureFiles::removeFolder);
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
    try {
      for (Path outer : folders(root, SHARD)) {
        for (Path shard : folders(outer, SHARD)) {
          if (!folders(shard, KEY).isEmpty()) {
            return false;
          }
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the picture folder", e);
    }
  }

  @Override
  public Optional<InstallationId> installation() {
    return installation.read();
  }

  @Override
  public InstallationId claim(InstallationId id) {
    return installation.claim(id);
  }

  private void eachFolderBefore(Instant limit, Pattern name, FolderVisitor visitor) {
    try {
      for (Path outer : folders(root, SHARD)) {
        for (Path shard : folders(outer, SHARD)) {
          for (Path folder : folders(shard, name)) {
            if (modifiedBefore(folder, limit)) {
              visitor.visit(folder);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the picture folder", e);
    }
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  private interface FolderVisitor {
    void visit(Path folder) throws IOException;
  }

  private static boolean modifiedBefore(Path folder, Instant limit) throws IOException {
    try {
      return Files.getLastModifiedTime(folder, NOFOLLOW_LINKS).toInstant().isBefore(limit);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /** A list and not a stream, because the visitor may delete its argument. */
  private static List<Path> folders(Path directory, Pattern name) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (name.matcher(name(entry)).matches() && Files.isDirectory(entry, NOFOLLOW_LINKS)) {
          folders.add(entry);
        }
      }
    } catch (NoSuchFileException _) {
      return List.of();
    }
    return folders;
  }

  /** Picture folders contain files only; anything else stays, and the removal fails. */
  private static void removeFolder(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(files::add);
    } catch (NoSuchFileException _) {
      return;
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }

  private static void removeQuietly(Path folder, IOException cause) {
    try {
      removeFolder(folder);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
