package org.pinacotheca.embedded.assembly;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.HmacSecrets;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.disk.DiskReserve;
import org.pinacotheca.persistence.disk.ReservingUnitOfWork;
import org.pinacotheca.persistence.jdbi.JdbiStorage;

/**
 * A gallery over its opened parts. Closing closes them in reverse order.
 *
 * @param key the master key
 * @param files the files of pictures, not observed
 * @param storage the database
 * @param processor the image processor, not observed
 * @param room the reserve of the disks
 */
public record GalleryAssembly(
    Gallery gallery,
    MasterKey key,
    PictureFiles files,
    JdbiStorage storage,
    PooledImageProcessor processor,
    DiskReserve room,
    Deque<AutoCloseable> opened)
    implements AutoCloseable {
  /**
   * Opens the parts and checks that database and pictures belong together.
   *
   * @throws IOException when a directory cannot be used
   * @throws IllegalStateException when the parts do not belong together, or another process uses
   *     them
   * @throws org.pinacotheca.application.spi.StorageException when the database cannot be opened
   * @throws org.pinacotheca.application.spi.StorageUnavailableException when database and pictures
   *     cannot be compared
   */
  public static GalleryAssembly open(GalleryPlan plan) throws IOException {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    boolean isOpen = false;
    try {
      MasterKey key = plan.masterKey();
      // First, so that a start during a move leaves the new database empty.
      PictureFiles files = plan.openFiles();
      if (files instanceof AutoCloseable closeable) {
        opened.push(closeable);
      }
      JdbiStorage storage = plan.openStorage(new AesGcmCipher(key));
      opened.push(storage);
      PooledImageProcessor processor = PooledImageProcessor.open(plan.images());
      opened.push(processor);
      DiskReserve room = new DiskReserve(plan.disks(), plan.diskReserveBytes());
      Gallery gallery =
          Gallery.of(
              plan.observed(new ReservingUnitOfWork(storage.unitOfWork(), room)),
              plan.observed(files),
              plan.observed(processor),
              new HmacSecrets(key),
              plan.gallerySettings());
      MediaClaimCheck.require(gallery.operations(), plan.media());
      isOpen = true;
      return new GalleryAssembly(gallery, key, files, storage, processor, room, opened);
    } finally {
      if (!isOpen) {
        close(opened);
      }
    }
  }

  /** Throws when the disks have too little space or refuse writes. */
  public void requireWritable() {
    room.require();
    storage.requireWritable();
  }

  @Override
  public void close() {
    close(opened);
  }

  /** Closes parts in reverse order. */
  public static void close(Deque<AutoCloseable> opened) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("cannot close the storage", e);
      }
    }
  }
}
