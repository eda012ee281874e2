package org.pinacotheca.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Creates S3 clients with timeouts for everything that they wait for. */
final class S3Clients {
  /** The longest pause within a response of the store. */
  static final Duration SILENCE_MAX = Duration.ofSeconds(10);

  /** The longest wait for a pooled connection. */
  static final Duration CONNECTION_WAIT_MAX = Duration.ofSeconds(5);

  private static final int CONNECTIONS_MAX = 128;
  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  private static final String REGION_OF_OTHER_STORES = "us-east-1";

  private S3Clients() {}

  /**
   * Creates a client of the store; sends no request yet.
   *
   * @throws UncheckedIOException saying what is wrong, when region or credentials are missing
   */
  static S3Client open(S3Location location, AwsCredentialsProvider credentials) {
    Region region =
        reported(
            () -> region(location),
            "no region is known for the S3 store; add region=NAME to its URL, or set AWS_REGION");
    reported(
        credentials::resolveCredentials,
        "no credentials are found for the S3 store; set AWS_ACCESS_KEY_ID and"
            + " AWS_SECRET_ACCESS_KEY, or use a profile or a role");
    return client(location, region, credentials);
  }

  private static <T> T reported(Supplier<T> lookup, String whenMissing) {
    try {
      return lookup.get();
    } catch (SdkException e) {
      throw new UncheckedIOException(whenMissing, new IOException(whenMissing, e));
    }
  }

  private static Region region(S3Location location) {
    Optional<Region> named = location.region().map(Region::of);
    if (location.endpoint().isPresent()) {
      return named.orElse(Region.of(REGION_OF_OTHER_STORES));
    }
    return named.orElseGet(() -> DefaultAwsRegionProviderChain.builder().build().getRegion());
  }

  private static S3Client client(
      S3Location location, Region region, AwsCredentialsProvider credentials) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(region)
            .credentialsProvider(credentials)
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(CONNECTIONS_MAX)
                    .connectionAcquisitionTimeout(CONNECTION_WAIT_MAX)
                    .connectionTimeout(CONNECT_MAX)
                    .socketTimeout(SILENCE_MAX)
                    .tcpKeepAlive(true))
            .overrideConfiguration(defaults -> defaults.retryStrategy(RetryMode.STANDARD))
            // Every store supports Content-MD5, but not the newer checksums.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(service ->
                service
                    .pathStyleAccessEnabled(location.endpoint().isPresent())
                    .chunkedEncodingEnabled(false));
    location.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
