package org.pinacotheca.domain.identity;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.validation.Text;

/**
 * A program that may call a gallery. Added by the operator, or moved from an earlier platform with
 * its key and secret.
 *
 * @param name 1 to 100 characters on one line; names the application's default albums
 * @param secret signs its calls of the RPC
 * @param community the community of its calls that name none
 * @param photoUpload whether its uploads are visible at once (the RPC's extended permission {@code
 *     photo_upload}) or wait for approval
 * @param allowedAddresses the addresses it may call the RPC from; empty means any
 * @param desktop whether its sessions have a secret of their own
 * @param replyNamespace whether its RPC replies carry an XML namespace, and which
 * @param oauth how it asks members to let it in
 */
public record ClientApplication(
    ApiKey key,
    String name,
    SharedSecret secret,
    Optional<CommunityName> community,
    boolean photoUpload,
    List<AddressRange> allowedAddresses,
    boolean desktop,
    Optional<String> replyNamespace,
    OAuthTerms oauth) {
  /** The most address ranges an application may list. */
  public static final int ALLOWED_ADDRESSES_MAX = 100;

  /** An application that asks no member by OAuth. */
  public ClientApplication(
      ApiKey key,
      String name,
      SharedSecret secret,
      Optional<CommunityName> community,
      boolean photoUpload,
      List<AddressRange> allowedAddresses,
      boolean desktop,
      Optional<String> replyNamespace) {
    this(
        key,
        name,
        secret,
        community,
        photoUpload,
        allowedAddresses,
        desktop,
        replyNamespace,
        OAuthTerms.NONE);
  }

  public ClientApplication {
    if (name.isBlank() || Text.length(name) > 100 || !Text.isOneLine(name)) {
      throw new IllegalArgumentException(
          "an application's name is 1-100 characters on one line, not '" + name + "'");
    }
    allowedAddresses = List.copyOf(allowedAddresses);
    if (allowedAddresses.size() > ALLOWED_ADDRESSES_MAX) {
      throw new IllegalArgumentException(
          "an application lists at most 100 address ranges, not " + allowedAddresses.size());
    }
    if (replyNamespace.isPresent()
        && (replyNamespace.get().isBlank() || Text.length(replyNamespace.get()) > 200)) {
      throw new IllegalArgumentException("a reply namespace is 1-200 characters");
    }
  }
}
