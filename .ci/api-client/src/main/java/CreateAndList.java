import client.ApiClient;
import client.ApiException;
import client.api.AlbumsApi;
import client.model.Album;
import client.model.CreateAlbum;
import client.model.NewAlbum;
import java.math.BigDecimal;
import java.util.List;

/** Makes an album through the generated client, finds it again, and is refused a wrong one. */
public final class CreateAndList {
  private CreateAndList() {}

  public static void main(String[] arguments) throws ApiException {
    String token = System.getenv("API_TOKEN");
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getenv("API_URL"));
    client.setRequestInterceptor(request -> request.header("Authorization", "bearer " + token));
    AlbumsApi albums = new AlbumsApi(client);

    CreateAlbum draft =
        new CreateAlbum().name("Generated").pinNumber("7f3q").piNPrice(new BigDecimal("2.50"));
    NewAlbum created = albums.createAlbum(draft, null, "once", null);
    int user = Integer.parseInt(System.getenv("API_USER"));
    List<Album> found = albums.getAlbums(user, true, null, null, null);
    must(
        found.size() == 1 && found.get(0).getAlbumName().equals("Generated"),
        "one album: " + found);
    must(found.get(0).getAlbumID().equals(created.getAlbumID()), "the same album: " + created);
    try {
      albums.createAlbum(new CreateAlbum().name(""), null, null, null);
      must(false, "an album without a name is refused");
    } catch (ApiException refused) {
      must(
          refused.getCode() == 400 && refused.getResponseBody().contains("invalid_fields"),
          "invalid_fields, not " + refused.getResponseBody());
    }
    System.out.println(
        "The generated client made album " + created.getAlbumID() + " and found it again.");
  }

  private static void must(boolean isSo, String what) {
    if (!isSo) {
      throw new AssertionError(what);
    }
  }
}
