package org.pinacotheca.rpc.wire;

/** The error codes of the signed RPC with their default messages. */
public enum RpcError {
  UNKNOWN(1, "An unknown error occurred. Please resubmit the request."),
  SERVICE_UNAVAILABLE(2, "The service is not available at this time."),
  UNKNOWN_METHOD(3, "The method is unknown."),
  RATE_LIMIT(4, "The application has reached its rate limit. Please retry later."),
  ADDRESS_NOT_ALLOWED(5, "The request came from a remote address not allowed by this application."),
  PERMISSION_DENIED(10, "The application does not have permission for this action."),
  INVALID_PARAMETER(100, "One of the parameters specified was missing or invalid."),
  UNKNOWN_API_KEY(101, "The api key submitted is not associated with any known application."),
  INVALID_SESSION(
      102,
      "The session key was improperly submitted or has reached its timeout."
          + " Direct the user to log in again to obtain another key."),
  CALL_ID_NOT_GREATER(103, "The call_id is not greater than the last one of this session."),
  INCORRECT_SIGNATURE(104, "Incorrect signature."),
  INVALID_ALBUM(120, "Invalid album id."),
  INVALID_PHOTO(121, "Invalid photo id."),
  ALBUM_FULL(321, "The album is full."),
  INVALID_IMAGE(324, "The image is missing, of an unsupported kind or corrupt."),
  TOO_MANY_PENDING(325, "Too many photos are pending approval.");

  private final int code;
  private final String message;

  RpcError(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /** The number in {@code error_code}. */
  public int code() {
    return code;
  }

  /** The default text of {@code error_msg}. */
  public String message() {
    return message;
  }
}
