package org.pinacotheca.rpc.wire;

import java.util.List;
import java.util.Optional;

/**
 * A request as it was read: its parameters, and the uploaded file, which is held until {@link
 * #close()}. Whoever gets the request closes it. Its text form shows names only.
 *
 * @param verb the HTTP method
 * @param multipart whether the body was a multipart one
 * @param parameters in the order sent: query, then body; decoded, the file not among them; no name
 *     twice
 * @param upload the file, if one was sent
 * @param remoteAddress the address at the other end of the connection
 * @param forwardedFor the values of {@code X-Forwarded-For} as they came, to be believed only from
 *     a known proxy
 */
public record RpcRequest(
    String verb,
    boolean multipart,
    List<RpcParameter> parameters,
    Optional<SpooledFile> upload,
    String remoteAddress,
    List<String> forwardedFor)
    implements AutoCloseable {

  public RpcRequest {
    parameters = List.copyOf(parameters);
    forwardedFor = List.copyOf(forwardedFor);
  }

  /**
   * The value of a parameter under its name in the contract or an alias of it; an empty value
   * counts as absent.
   */
  public Optional<String> value(String name) {
    return value(parameters, name);
  }

  /** The value of one of these parameters; see {@link #value(String)}. */
  public static Optional<String> value(List<RpcParameter> parameters, String name) {
    return parameters.stream()
        .filter(parameter -> parameter.canonicalName().equals(name) && !parameter.value().isEmpty())
        .map(RpcParameter::value)
        .findFirst();
  }

  /** Deletes the uploaded file. Closing again does nothing. */
  @Override
  public void close() {
    upload.ifPresent(SpooledFile::close);
  }

  @Override
  public String toString() {
    return "RpcRequest[" + verb + ", " + parameters + (upload.isPresent() ? ", file" : "") + "]";
  }
}
