package org.pinacotheca.persistence.jdbi.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinacotheca.application.spi.accounts.ApplicationStore;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.OAuthTerms;
import org.pinacotheca.domain.identity.RedirectUri;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The applications of one transaction, with encrypted secrets. */
final class JdbiApplicationStore implements ApplicationStore {
  /** The prefix of an encrypted secret's owner, before the key. */
  static final String SEAL_OWNER = "application";

  private static final String COLUMNS =
      "api_key, name, sealed_secret, community, photo_upload, allowed_addresses, desktop,"
          + " reply_namespace, public_client, redirect_uris";

  private static final NameSearch SEARCH =
      new NameSearch("client_application", COLUMNS, "name", "api_key");

  private final JdbiSession session;
  private final AesGcmCipher seal;

  JdbiApplicationStore(JdbiSession session, AesGcmCipher seal) {
    this.session = session;
    this.seal = seal;
  }

  @Override
  public Optional<ClientApplication> find(ApiKey key) {
    return session
        .query("SELECT " + COLUMNS + " FROM client_application WHERE api_key = :key")
        .bind("key", key.value())
        .map((row, context) -> application(row))
        .findOne();
  }

  @Override
  public Page<ClientApplication> search(String part, PageRequest page) {
    return SEARCH.page(session, part, page, (row, context) -> application(row));
  }

  private ClientApplication application(ResultSet row) throws SQLException {
    ApiKey key = new ApiKey(row.getString(1));
    return new ClientApplication(
        key,
        row.getString(2),
        new SharedSecret(seal.open(row.getBytes(3), sealOwner(key))),
        Columns.optionalText(row, 4).map(CommunityName::new),
        row.getBoolean(5),
        ranges(row.getString(6)),
        row.getBoolean(7),
        Columns.optionalText(row, 8),
        new OAuthTerms(row.getBoolean(9), words(row.getString(10)).map(RedirectUri::new).toList()));
  }

  private static List<AddressRange> ranges(String words) {
    return words(words).map(AddressRange::new).toList();
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty());
  }

  @Override
  public void add(ClientApplication application) {
    String ranges =
        application.allowedAddresses().stream()
            .map(AddressRange::cidr)
            .collect(Collectors.joining(" "));
    byte[] sealed = seal.seal(application.secret().value(), sealOwner(application.key()));
    session
        .update(
            """
            INSERT INTO client_application
              (api_key, name, sealed_secret, community, photo_upload, allowed_addresses, desktop,
              reply_namespace, public_client, redirect_uris)
            VALUES (:key, :name, :secret, :community, :photoUpload, :ranges, :desktop, :namespace,
              :publicClient, :redirectUris)
            """)
        .bind("key", application.key().value())
        .bind("name", application.name())
        .bind("secret", sealed)
        .bind("community", application.community().map(CommunityName::value).orElse(null))
        .bind("photoUpload", application.photoUpload())
        .bind("ranges", ranges)
        .bind("desktop", application.desktop())
        .bind("namespace", application.replyNamespace().orElse(null))
        .bind("publicClient", application.oauth().isPublic())
        .bind(
            "redirectUris",
            application.oauth().redirectUris().stream()
                .map(RedirectUri::value)
                .collect(Collectors.joining(" ")))
        .execute();
  }

  private static String sealOwner(ApiKey key) {
    return SEAL_OWNER + " " + key.value();
  }
}
