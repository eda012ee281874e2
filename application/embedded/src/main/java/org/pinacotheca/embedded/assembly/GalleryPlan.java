package org.pinacotheca.embedded.assembly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.jdbi.JdbiStorage;

/** What a gallery is made of: where it keeps what, and its settings. */
public interface GalleryPlan {
  /** The master key of the installation. */
  MasterKey masterKey();

  /** Opens the files of pictures; closed with the gallery if they can be closed. */
  PictureFiles openFiles() throws IOException;

  /** Opens the database; closed with the gallery. */
  JdbiStorage openStorage(AesGcmCipher cipher);

  /** The settings of the image processor. */
  ImageSettings images();

  /** The settings of the use cases. */
  GallerySettings gallerySettings();

  /** The directories on disks of this machine, by their names for people. */
  Map<String, Path> disks();

  /** What is kept free of each disk, in bytes. */
  long diskReserveBytes();

  /** Where the files of pictures are. */
  MediaLocation media();

  /** The units of work that the use cases get, such as traced ones. */
  default UnitOfWork observed(UnitOfWork work) {
    return work;
  }

  /** The files that the use cases get. */
  default PictureFiles observed(PictureFiles files) {
    return files;
  }

  /** The image processor that the use cases get. */
  default ImageProcessor observed(ImageProcessor processor) {
    return processor;
  }
}
