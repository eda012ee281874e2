import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.pinacotheca.embedded.EmbeddedGallery;
import org.pinacotheca.http.RestApi;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.rpc.RpcApi;
import org.pinacotheca.rpc.settings.RpcSettings;
import org.pinacotheca.transport.StrictHttp;

public class HostServer {
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    int port = Integer.parseInt(args[1]);
    String publicUrl = "http://127.0.0.1:" + port + "/gallery";

    EmbeddedGallery gallery = EmbeddedGallery.open(directory);
    Vertx vertx = Vertx.vertx();
    var threads = Executors.newVirtualThreadPerTaskExecutor();

    Path spool = directory.resolve("spool");
    Router apis = Router.router(vertx);
    RestApi.mount(
        apis, vertx, gallery.useCases(), threads, RestSettings.of(() -> publicUrl, spool));
    RpcApi.mount(apis, vertx, gallery.useCases(), threads, RpcSettings.of(() -> publicUrl, spool));

    Router host = Router.router(vertx);
    host.route("/gallery/*").subRouter(apis);
    host.route("/hello").handler(context -> context.end("from the host's own server"));

    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(port);
    vertx
        .createHttpServer(options)
        .connectionHandler(connection -> StrictHttp.enforce(connection, options))
        .requestHandler(host)
        .listen()
        .await();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              vertx.close().await();
              gallery.close();
            }));
    System.out.println("listening on " + publicUrl);
  }
}
