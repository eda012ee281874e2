package org.pinacotheca.rpc.wire;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.transport.SpooledFile;

/**
 * A request: its parameters, and the uploaded file, which is kept until {@link #close()}. The
 * receiver of a request closes it. Its text form shows names only.
 *
 * @param verb the HTTP method
 * @param multipart whether the body was multipart
 * @param parameters in the order sent: query, then body; decoded, without the file; no duplicate
 *     names
 * @param upload the file, if any
 * @param address the client's address
 */
public record RpcRequest(
    String verb,
    boolean multipart,
    List<RpcParameter> parameters,
    Optional<SpooledFile> upload,
    InetAddress address)
    implements AutoCloseable {

  public RpcRequest {
    parameters = List.copyOf(parameters);
  }

  /**
   * The value of a parameter by its name in the contract or an alias; an empty value counts as
   * absent.
   */
  public Optional<String> value(String name) {
    return value(parameters, name);
  }

  /** The first value among these parameters; see {@link #value(String)}. */
  public static Optional<String> value(List<RpcParameter> parameters, String name) {
    return parameters.stream()
        .filter(parameter -> parameter.canonicalName().equals(name) && !parameter.value().isEmpty())
        .map(RpcParameter::value)
        .findFirst();
  }

  /** Deletes the uploaded file. Idempotent. */
  @Override
  public void close() {
    upload.ifPresent(SpooledFile::close);
  }

  @Override
  public String toString() {
    return "RpcRequest[" + verb + ", " + parameters + (upload.isPresent() ? ", file" : "") + "]";
  }
}
