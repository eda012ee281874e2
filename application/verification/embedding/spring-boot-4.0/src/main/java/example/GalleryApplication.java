package example;

import javax.sql.DataSource;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.embedded.EmbeddedGallery;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

@SpringBootApplication
public class GalleryApplication {
  public static void main(String[] args) {
    SpringApplication.run(GalleryApplication.class, args);
  }

  @Bean
  CommandLineRunner firstAlbum(EmbeddedGallery gallery, DataSource own) {
    return args -> {
      var olivia = gallery.findMember("olivia").orElseGet(() -> gallery.addMember("olivia"));
      var draft = AlbumDraft.named("Look at my pictures").lockedBy("a7Q2", "2.50");
      System.out.println(gallery.albums().create(olivia, draft));

      String query =
          "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'";
      var tables = new JdbcTemplate(own).queryForList(query, String.class);
      System.out.println("tables of the application: " + tables);
    };
  }
}
