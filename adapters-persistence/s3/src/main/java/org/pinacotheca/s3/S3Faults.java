package org.pinacotheca.s3;

import java.util.Set;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Describes failures of a store for the operator. */
final class S3Faults {
  private static final Set<String> OTHER_REGION =
      Set.of(
          "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException");

  private S3Faults() {}

  /** Names the store and the failure, without secrets. */
  static String explain(SdkException failure, S3Location location) {
    String store = location.description();
    return switch (failure) {
      case S3Exception answer -> answered(answer, store);
      case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
          store + " does not answer in time";
      default -> store + " cannot be reached: " + reason(failure);
    };
  }

  private static String answered(S3Exception answer, String store) {
    String code =
        answer.awsErrorDetails() == null
            ? "HTTP " + answer.statusCode()
            : String.valueOf(answer.awsErrorDetails().errorCode());
    if (code.equals("NoSuchBucket")) {
      return "there is no " + store;
    }
    if (OTHER_REGION.contains(code) || answer.statusCode() == 301) {
      return store + " belongs to another region (" + code + "); name it with region=";
    }
    return switch (answer.statusCode()) {
      case 401, 403 -> store + " refuses the credentials (" + code + ")";
      default -> store + " answers " + code;
    };
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
