package org.pinacotheca.rpc.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.rpc.wire.RequestLimits;
import org.pinacotheca.transport.RequestObserver;

/**
 * The settings of the signed RPC.
 *
 * @param publicUrl the public URL of the service, without a trailing slash; read for every reply
 * @param spoolDirectory holds uploads while they are processed; created when missing
 * @param limits the limits of a request
 * @param trustedProxies those whose {@code X-Forwarded-For} is believed
 * @param observer observes every call
 */
public record RpcSettings(
    Supplier<String> publicUrl,
    Path spoolDirectory,
    RequestLimits limits,
    List<AddressRange> trustedProxies,
    RequestObserver observer) {
  public RpcSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** The standard limits and no proxies. */
  public static RpcSettings of(Supplier<String> publicUrl, Path spoolDirectory) {
    return new RpcSettings(
        publicUrl,
        spoolDirectory,
        RequestLimits.STANDARD,
        List.of(),
        RequestObserver.atEnd(_ -> {}));
  }
}
