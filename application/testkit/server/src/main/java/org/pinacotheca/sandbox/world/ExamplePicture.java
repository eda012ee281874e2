package org.pinacotheca.sandbox.world;

import java.io.ByteArrayInputStream;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.domain.picture.PictureText;

/**
 * A picture of the example members.
 *
 * @param jpeg its bytes, which nobody changes
 */
public record ExamplePicture(String title, byte[] jpeg) {
  NewPicture upload() {
    return new NewPicture(new PictureText(title, ""), () -> new ByteArrayInputStream(jpeg));
  }
}
