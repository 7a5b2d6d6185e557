// The off-screen run. See off_screen.h.
#include "off_screen.h"

#include <SDL_opengl.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "files.h"
#include "png.h"
#include "script_player.h"

namespace nines::native {
namespace {

constexpr Uint64 kTimeLimitMs = 120'000;
constexpr Uint32 kPollMs = 2;

// A framebuffer of the size asked for, whatever size the hidden window has.
class Canvas {
 public:
  Canvas(int width, int height) : width_(width), height_(height) {
    glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glGenFramebuffers(1, &buffer_);
    glBindFramebuffer(GL_FRAMEBUFFER, buffer_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
    ok_ = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
  }
  ~Canvas() {
    glDeleteFramebuffers(1, &buffer_);
    glDeleteTextures(1, &texture_);
  }
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  [[nodiscard]] bool ok() const { return ok_; }
  void bind() const { glBindFramebuffer(GL_FRAMEBUFFER, buffer_); }

  [[nodiscard]] Picture picture() const {
    const std::size_t row = static_cast<std::size_t>(width_) * 3;
    const auto rows = static_cast<std::size_t>(height_);
    std::vector<std::uint8_t> upward(row * rows);
    bind();
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width_, height_, GL_RGB, GL_UNSIGNED_BYTE, upward.data());
    Picture out{width_, height_, {}};
    out.rgb.reserve(upward.size());
    for (std::size_t y = rows; y-- > 0;) {  // GL counts rows from below
      const auto begin = upward.begin() + static_cast<std::ptrdiff_t>(y * row);
      out.rgb.insert(out.rgb.end(), begin, begin + static_cast<std::ptrdiff_t>(row));
    }
    return out;
  }

 private:
  int width_;
  int height_;
  GLuint texture_ = 0;
  GLuint buffer_ = 0;
  bool ok_ = false;
};

int failed(const std::string& why) {
  std::fprintf(stderr, "nines-desktop: %s\n", why.c_str());
  return EXIT_FAILURE;
}

bool save_picture(const Canvas& canvas, const std::string& path) {
  const Picture picture = canvas.picture();
  return write_file(path, path.ends_with(".ppm") ? ppm_from(picture) : png_from(picture));
}

Result<std::vector<ScriptLine>> load_script(const std::string& path) {
  if (path.empty()) return std::vector<ScriptLine>{};
  const Result<app::IncomingFile> file = read_file(path);
  if (!file) return file.error();
  return read_script(file->bytes);
}

}  // namespace

int run_off_screen(Window& window, DesktopApp& app, const DesktopOptions& options) {
  const auto pixels = [&](int logical) { return static_cast<int>(std::lround(logical * options.scale)); };
  const Canvas canvas(pixels(options.width), pixels(options.height));
  if (!canvas.ok()) return failed("no framebuffer of that size");
  Result<std::vector<ScriptLine>> lines = load_script(options.script);
  if (!lines) return failed(lines.error().message);
  ScriptPlayer player(
      std::move(lines).value(),
      {[&] { return app.mirror_json(); }, [&](const std::string& path) { return save_picture(canvas, path); },
       [&](const std::string& path) { return write_file(path, app.dump_json()); }});
  const OffScreenView view{static_cast<float>(options.width), static_cast<float>(options.height),
                           static_cast<float>(options.scale)};
  const Uint64 start = SDL_GetTicks64();
  int rested = 0;
  while (rested < options.frames) {
    SDL_PumpEvents();
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);  // a real mouse or keyboard has no say here
    if (app.frames() > 1) player.before_frame(app.at_rest());
    canvas.bind();
    app.frame(window.pixel_ratio(), view);
    rested = player.done() && app.at_rest() ? rested + 1 : 0;
    if (!player.error().empty()) return failed(player.error());
    if (SDL_GetTicks64() - start > kTimeLimitMs)
      return failed("not at rest after " + std::to_string(kTimeLimitMs / 1000) + " s");
    if (app.next_frame_ms() != 0) SDL_Delay(kPollMs);
  }
  if (!options.screenshot.empty() && !save_picture(canvas, options.screenshot))
    return failed(options.screenshot + " could not be written");
  if (!options.dump.empty() && !write_file(options.dump, app.dump_json()))
    return failed(options.dump + " could not be written");
  return EXIT_SUCCESS;
}

}  // namespace nines::native
