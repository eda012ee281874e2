package org.pinacotheca.rpc.method;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.rpc.method.RpcMethod.InSession;
import org.pinacotheca.rpc.method.RpcMethod.Sending;
import org.pinacotheca.rpc.method.RpcMethod.SessionWork;
import org.pinacotheca.rpc.method.RpcMethod.WithoutSession;
import org.pinacotheca.rpc.wire.RpcRequest;

/** The table of methods. */
public final class RpcMethods {
  private static final List<String> PREFIXES = List.of("up.", "facebook.");

  private RpcMethods() {}

  /** All methods by their names without prefix. */
  public static Map<String, RpcMethod> of(Gallery gallery, PublicLinks links) {
    PhotoMethods photos = new PhotoMethods(gallery.pictures(), links);
    AlbumMethods albums = new AlbumMethods(gallery.albums(), links);
    UserMethods users = new UserMethods(gallery.accounts());
    AuthMethods auth = new AuthMethods(gallery.logins());
    CommunityMethods communities = new CommunityMethods(gallery.sessions(), links);
    List<RpcMethod> all =
        List.of(
            new InSession("photos.upload", Sending.MULTIPART, SessionWork.of(photos::upload)),
            new InSession("photos.createAlbum", Sending.POST, SessionWork.of(albums::create)),
            new InSession("photos.getAlbums", Sending.ANY, SessionWork.of(albums::find)),
            new InSession("photos.get", Sending.ANY, SessionWork.of(photos::find)),
            new InSession("users.getLoggedInUser", Sending.ANY, users::loggedIn),
            new InSession("users.hasAppPermission", Sending.ANY, users::hasPermission),
            new InSession("users.getInfo", Sending.ANY, users::info),
            new WithoutSession("auth.createToken", Sending.POST, true, auth::createToken),
            new WithoutSession("auth.getSession", Sending.POST, false, auth::getSession),
            new WithoutSession("community.getList", Sending.ANY, false, communities::list));
    return all.stream().collect(Collectors.toMap(RpcMethod::name, Function.identity()));
  }

  /** The name of the method that a call names, without its prefix. */
  public static Optional<String> bareName(RpcRequest request) {
    return request
        .value("method")
        .flatMap(name ->
            PREFIXES.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(prefix -> name.substring(prefix.length())));
  }
}
