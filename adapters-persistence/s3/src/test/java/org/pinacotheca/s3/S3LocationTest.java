package org.pinacotheca.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3LocationTest {
  @Test
  void all_parts_are_read() {
    S3Location location =
        S3Location.parse(
            "s3://pictures.example/gallery/one?region=eu-central-1&endpoint=https%3A%2F%2Fs3.example.org:9000");
    assertThat(location.bucket()).isEqualTo("pictures.example");
    assertThat(location.prefix()).isEqualTo("gallery/one/");
    assertThat(location.endpoint()).contains(URI.create("https://s3.example.org:9000"));
    assertThat(location.region()).contains("eu-central-1");
    assertThat(S3Location.parse("s3://pictures?endpoint=http://127.0.0.1:9000").endpoint())
        .contains(URI.create("http://127.0.0.1:9000"));
  }

  @Test
  void a_bucket_is_enough() {
    S3Location location = S3Location.parse("s3://pictures");
    assertThat(location.prefix()).isEmpty();
    assertThat(location.endpoint()).isEmpty();
    assertThat(location.region()).isEmpty();
    assertThat(S3Location.parse("s3://pictures/")).isEqualTo(location);
    assertThat(S3Location.parse("s3://pictures/p/")).isEqualTo(S3Location.parse("s3://pictures/p"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3:/pictures|an S3 store is given as s3://BUCKET",
        "s3://|3-63 lower-case letters",
        "s3://Pictures|3-63 lower-case letters",
        "s3://my_pictures|3-63 lower-case letters",
        "s3://key:hidden@pictures|credentials do not belong into the URL",
        "s3://pictures/a//b|in parts between single slashes",
        "s3://pictures//a|in parts between single slashes",
        "s3://pictures/a b|in parts between single slashes",
        "s3://pictures/p#hidden|an S3 store is given as",
        "s3://pictures?hidden|the parameters endpoint and region and no others",
        "s3://pictures?secret=hidden|the parameters endpoint and region and no others",
        "s3://pictures?region=a&region=b|two times region",
        "s3://pictures?region=|a name like eu-central-1",
        "s3://pictures?region=EU hidden|a name like eu-central-1",
        "s3://pictures?endpoint=hidden|an address like https://",
        "s3://pictures?endpoint=ftp://hidden|an address like https://",
        "s3://pictures?endpoint=http://hidden:hidden@host|an address like https://"
      })
  void a_bad_url_is_refused_without_showing_it(String url, String message) {
    assertThatThrownBy(() -> S3Location.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("hidden");
  }

  @Test
  void a_percent_sign_that_means_nothing_is_reported() {
    assertThatThrownBy(() -> S3Location.parse("s3://pictures?endpoint=%zz"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("percent");
  }
}
