package org.pinacotheca.server;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingSources;
import org.pinacotheca.server.wiring.Server;

/**
 * The server within this process, which starts faster: for tests that are neither about the process
 * nor about its log or its memory.
 */
final class LocalServer extends RunningServer {
  private final Server server;

  private LocalServer(Server server) {
    super(server.url());
    this.server = server;
  }

  /** Starts a server on the directory, on a free port. */
  static LocalServer start(Path data, String... options) {
    Map<String, String> environment = new HashMap<>(PATIENT);
    environment.put("PINACOTHECA_ADMIN_TOKEN", ADMIN_TOKEN);
    return start(data, environment, options);
  }

  /** Starts a server that generates its own admin token. */
  static LocalServer startWithoutAdminToken(Path data) {
    return start(data, PATIENT);
  }

  /** Starts a server with this environment. */
  static LocalServer start(Path data, Map<String, String> environment, String... options) {
    Map<ServerSetting, String> settings = new HashMap<>();
    settings.put(ServerSetting.DATA, data.toString());
    settings.put(ServerSetting.PORT, "0");
    for (int i = 0; i < options.length; i += 2) {
      settings.put(setting(options[i]), options[i + 1]);
    }
    return new LocalServer(
        Server.start(ServerConfig.of(SettingSources.of(settings, Optional.empty(), environment))));
  }

  private static ServerSetting setting(String option) {
    return Arrays.stream(ServerSetting.values())
        .filter(setting -> setting.option().equals(option))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    super.close();
    server.close();
  }
}
