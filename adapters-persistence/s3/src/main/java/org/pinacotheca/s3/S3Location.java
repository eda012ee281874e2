package org.pinacotheca.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The location of pictures in an S3 store: {@code s3://BUCKET/PREFIX?endpoint=URL&region=NAME}.
 *
 * @param bucket 3 to 63 lower-case letters, digits, dots and hyphens
 * @param prefix the prefix of all object names, empty or ending with a slash
 * @param endpoint the URL of a store other than Amazon's
 * @param region the region of the bucket; when empty, it is determined as Amazon's tools do
 */
public record S3Location(
    String bucket, String prefix, Optional<URI> endpoint, Optional<String> region) {
  private static final String FORM =
      "s3://BUCKET/PREFIX?endpoint=http(s)://HOST:PORT&region=NAME, where all but the bucket may be"
          + " left out";
  private static final Pattern URL =
      Pattern.compile("s3://(?<bucket>[^/?#]*)(/(?<prefix>[^?#]*))?(\\?(?<query>[^#]*))?");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX =
      Pattern.compile("[A-Za-z0-9!_.'()-]+(/[A-Za-z0-9!_.'()-]+)*/?");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
  private static final int PREFIX_MAX = 500;

  /**
   * Parses a URL. Error messages contain only its parameter names, because a bad URL may contain
   * credentials.
   *
   * @throws IllegalArgumentException with a message on how to correct it
   */
  public static S3Location parse(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("an S3 store is given as " + FORM);
    }
    String bucket = parts.group("bucket");
    if (bucket.contains("@")) {
      throw new IllegalArgumentException(
          "credentials do not belong into the URL of an S3 store; set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, or use a profile or a role");
    }
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "the bucket of an S3 store has 3-63 lower-case letters, digits, dots and hyphens, as in "
              + FORM);
    }
    Map<String, String> parameters = parameters(parts.group("query"));
    return new S3Location(
        bucket,
        prefix(parts.group("prefix")),
        Optional.ofNullable(parameters.get("endpoint")).map(S3Location::endpoint),
        Optional.ofNullable(parameters.get("region")).map(S3Location::region));
  }

  private static String prefix(String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    if (text.length() > PREFIX_MAX || !PREFIX.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "the prefix in an S3 store has 1-500 letters, digits and !_.'()- in parts between single"
              + " slashes, as in "
              + FORM);
    }
    return text.endsWith("/") ? text : text + "/";
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : query == null ? new String[0] : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (equals < 0 || !(name.equals("endpoint") || name.equals("region"))) {
        throw new IllegalArgumentException(
            "the URL of an S3 store has the parameters endpoint and region and no others, as in "
                + FORM);
      }
      if (parameters.put(name, decoded(part.substring(equals + 1))) != null) {
        throw new IllegalArgumentException("the URL of an S3 store has two times " + name);
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      // A plus sign is literal here, not a blank.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "a percent sign in the URL of an S3 store has two hexadecimal digits behind it");
    }
  }

  private static URI endpoint(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null;
      if (web && bare && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Reported below, together with other unusable URLs.
    }
    throw new IllegalArgumentException(
        "the endpoint of an S3 store is an address like https://storage.example.org:9000");
  }

  private static String region(String text) {
    if (!REGION.matcher(text).matches()) {
      throw new IllegalArgumentException("the region of an S3 store is a name like eu-central-1");
    }
    return text;
  }

  /** The store's name in messages to the operator. */
  String description() {
    return "bucket '" + bucket + "'" + endpoint.map(it -> " at " + it).orElse(" at Amazon S3");
  }
}
