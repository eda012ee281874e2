package org.pinacotheca.rpc.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.rpc.wire.RequestLimits;

/**
 * What a deployment chooses for the signed RPC.
 *
 * @param publicUrl the address of the service as its clients know it, without a slash at its end;
 *     asked for with every reply
 * @param spoolDirectory where uploads wait while they are worked on; made if it is missing
 * @param limits how much of a request is read
 * @param trustedProxies whose {@code X-Forwarded-For} is believed
 * @param observer watches every call
 */
public record RpcSettings(
    Supplier<String> publicUrl,
    Path spoolDirectory,
    RequestLimits limits,
    List<AddressRange> trustedProxies,
    CallObserver observer) {
  public RpcSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** The standard limits and no proxies. */
  public static RpcSettings of(Supplier<String> publicUrl, Path spoolDirectory) {
    return new RpcSettings(
        publicUrl, spoolDirectory, RequestLimits.STANDARD, List.of(), CallObserver.atEnd(_ -> {}));
  }
}
