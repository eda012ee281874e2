package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.pinacotheca.http.settings.IdentityProvider;

/** A server that accepts the tokens of an identity provider, and the provider. */
public abstract class LiveProviderTest {
  public static final String WHO = "/v1/Account/VerifyCredentials";
  public static final String CREATE = "/v1/Pictures/CreateAlbum";
  public static final Signer RSA = Signer.of("first", "RS256");
  public static final Signer OTHER = Signer.of("second", "RS256");

  public final LocalIdentityProvider provider = new LocalIdentityProvider();
  public RestServer server = server(provider.settings());

  private static RestServer server(IdentityProvider provider) {
    return new RestServer(
        settings -> settings.withIdentityProvider(provider), executor -> executor);
  }

  void restart(IdentityProvider settings) {
    server.close();
    server = server(settings);
  }

  @BeforeEach
  void publish() {
    provider.publish(RSA);
  }

  @AfterEach
  void stop() {
    server.close();
    provider.close();
  }

  private HttpResponse<String> call(String token) {
    return server.get(WHO, token);
  }

  void assertAccepted(String token) {
    HttpResponse<String> accepted = call(token);
    assertThat(accepted.body()).contains("\"UserID\":" + RestServer.OWNER);
    assertThat(accepted.statusCode()).isEqualTo(200);
  }

  void assertRefused(String token, String reason) {
    HttpResponse<String> refused = call(token);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
    assertThat(refused.body()).contains("\"Code\":\"unauthorized\"").contains(reason);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  void assertUnknowable(String token) {
    HttpResponse<String> refused = call(token);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(refused.body()).contains("\"Code\":\"identity_provider_unavailable\"");
    assertThat(refused.headers().firstValue("Retry-After")).contains("10");
  }
}
