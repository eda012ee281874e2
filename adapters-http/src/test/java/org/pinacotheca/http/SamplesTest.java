package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pinacotheca.testkit.generate.SamplePictures;

/**
 * The samples of the API pages for CreateAlbum and GetAlbums, byte for byte up to white space
 * between elements.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplesTest {
  private RestServer server;
  private HttpResponse<String> createdJson;

  @BeforeAll
  void start() {
    server = new RestServer();
    createdJson =
        server.post(
            "/v1/Pictures/CreateAlbum",
            server.ownerToken,
            "{ \"Name\" : \"Look at my pictures\", \"Description\" : \"My new album!\" }");
    String image = Base64.getEncoder().encodeToString(SamplePictures.SMALL_PNG.bytes());
    String picture = "{\"Image\":\"" + image + "\"}";
    HttpResponse<String> added =
        server.post(
            "/v1/Pictures/AddPictures",
            server.ownerToken,
            "{\"AlbumID\":1,\"Pictures\":[" + picture + "," + picture + "]}");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    assertThat(added.body()).isEmpty();
    assertThat(added.headers().firstValue("X-PictureIDs")).contains("1,2");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void createAlbumAnswersAsTheJsonSample() {
    assertThat(createdJson.statusCode()).isEqualTo(200);
    assertThat(createdJson.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    assertThat(createdJson.body())
        .isEqualTo(
            "{\"UserID\":123456,\"AlbumID\":1,\"AlbumName\":\"Look at my pictures\","
                + "\"AlbumDescription\":\"My new album!\",\"AlbumSize\":0,\"Sequence\":0,"
                + "\"ThumbUrl\":null,\"PictureIDs\":null}");
  }

  @Test
  void createAlbumAnswersAsTheXmlSample() {
    HttpResponse<String> created =
        server.post(
            "/v1/Groups/Pictures/CreateAlbum",
            server.managerToken,
            "{ \"UserID\": 2, \"Name\" : \"Look at my pictures\","
                + " \"Description\" : \"My new album!\" }",
            "Accept",
            "application/xml");
    assertThat(created.body())
        .matches(
            "<PictureAlbum xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns=\"http://schemas.datacontract.org/2004/07/API.Models.Pictures\">"
                + "<AlbumDescription>My new album!</AlbumDescription>"
                + "<AlbumID>\\d+</AlbumID>"
                + "<AlbumName>Look at my pictures</AlbumName>"
                + "<AlbumSize>0</AlbumSize>"
                + "<PictureIDs"
                + " xmlns:d2p1=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\""
                + " i:nil=\"true\" />"
                + "<Sequence>0</Sequence>"
                + "<ThumbUrl i:nil=\"true\" />"
                + "<UserID>2</UserID>"
                + "</PictureAlbum>");
  }

  @Test
  void getAlbumsAnswersAsTheJsonSample() {
    HttpResponse<String> albums =
        server.get(
            "/v1/Pictures/GetAlbums?UserID=123456&ReturnPictureIDs=true", server.strangerToken);
    assertThat(albums.body())
        .isEqualTo(
            "[{\"UserID\":123456,\"AlbumID\":1,\"AlbumName\":\"Look at my pictures\","
                + "\"AlbumDescription\":\"My new album!\",\"AlbumSize\":2,\"Sequence\":0,"
                + "\"ThumbSafe\":false,\"ThumbUrl\":null,\"PictureIDs\":[1,2]}]");
  }

  @Test
  void getAlbumsAnswersAsTheXmlSample() {
    HttpResponse<String> albums =
        server.get(
            "/v1/Pictures/GetAlbums?UserID=123456&ReturnPictureIDs=true",
            server.strangerToken,
            "Accept",
            "text/xml");
    assertThat(albums.headers().firstValue("Content-Type")).contains("text/xml; charset=utf-8");
    assertThat(albums.body())
        .isEqualTo(
            "<ArrayOfPictureAlbum xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns=\"http://schemas.datacontract.org/2004/07/API.Models.Pictures\">"
                + "<PictureAlbum>"
                + "<AlbumDescription>My new album!</AlbumDescription>"
                + "<AlbumID>1</AlbumID>"
                + "<AlbumName>Look at my pictures</AlbumName>"
                + "<AlbumSize>2</AlbumSize>"
                + "<PictureIDs"
                + " xmlns:d3p1=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\">"
                + "<d3p1:int>1</d3p1:int><d3p1:int>2</d3p1:int></PictureIDs>"
                + "<Sequence>0</Sequence>"
                + "<ThumbSafe>false</ThumbSafe>"
                + "<ThumbUrl i:nil=\"true\" />"
                + "<UserID>123456</UserID>"
                + "</PictureAlbum></ArrayOfPictureAlbum>");
  }

  @Test
  void theOwnerSeesAddressesOfTheirCover() {
    HttpResponse<String> albums =
        server.get("/v1/Pictures/GetAlbums?UserID=123456", server.ownerToken);
    assertThat(albums.body()).contains("\"ThumbUrl\":\"http://gallery.test/media/");
    assertThat(albums.body()).contains("\"PictureIDs\":null");
  }
}
