// See heatmap.h. Runs while the backend renders: sets its own program and scissor, then asks ImGui
// to restore its state.
#include "ui/gl/heatmap.h"

#if defined(__EMSCRIPTEN__)
#include <GLES3/gl3.h>
#else
#ifndef GL_GLEXT_PROTOTYPES
#define GL_GLEXT_PROTOTYPES
#endif
#include <GL/gl.h>
#include <GL/glext.h>
#endif

#include "nines_shaders.h"

namespace nines::ui {
namespace {

#if defined(__EMSCRIPTEN__)
constexpr const char* kHead = "#version 300 es\nprecision highp float;\n";
#else
constexpr const char* kHead = "#version 330\n";
#endif

GLuint compile(GLenum kind, const char* text) {
  if (text == nullptr) return 0;
  const GLuint shader = glCreateShader(kind);
  const char* parts[2] = {kHead, text};
  glShaderSource(shader, 2, parts, nullptr);
  glCompileShader(shader);
  GLint good = 0;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
  if (good != 0) return shader;
  glDeleteShader(shader);
  return 0;
}

}  // namespace

void Heatmap::draw(ImDrawList* list, const ImRect& rect, ImU32 low, ImU32 high) {
  rect_ = rect;
  low_ = ImGui::ColorConvertU32ToFloat4(low);
  high_ = ImGui::ColorConvertU32ToFloat4(high);
  list->AddCallback(render, this);
  list->AddCallback(ImDrawCallback_ResetRenderState, nullptr);
}

bool Heatmap::build() {
  if (program_ != 0 || failed_) return program_ != 0;
  failed_ = true;
  const GLuint vertex = compile(GL_VERTEX_SHADER, shader_text("heatmap.vert"));
  const GLuint fragment = compile(GL_FRAGMENT_SHADER, shader_text("heatmap.frag"));
  if (vertex == 0 || fragment == 0) return false;
  const GLuint program = glCreateProgram();
  glAttachShader(program, vertex);
  glAttachShader(program, fragment);
  glLinkProgram(program);
  glDeleteShader(vertex);
  glDeleteShader(fragment);
  GLint good = 0;
  glGetProgramiv(program, GL_LINK_STATUS, &good);
  if (good == 0) return false;
  glGenVertexArrays(1, &vertex_array_);
  program_ = program;
  failed_ = false;
  return true;
}

void Heatmap::render(const ImDrawList* /*list*/, const ImDrawCmd* command) {
  Heatmap& self = *static_cast<Heatmap*>(command->UserCallbackData);
  const ImDrawData* data = ImGui::GetDrawData();
  if (data == nullptr || !self.build()) return;
  const ImVec2 scale = data->FramebufferScale;
  const ImVec2 origin = data->DisplayPos;
  const float height = data->DisplaySize.y * scale.y;
  const ImVec4& clip = command->ClipRect;
  const float left = (clip.x - origin.x) * scale.x;
  const float bottom = height - (clip.w - origin.y) * scale.y;
  glEnable(GL_SCISSOR_TEST);
  glScissor(static_cast<GLint>(left), static_cast<GLint>(bottom), static_cast<GLsizei>((clip.z - clip.x) * scale.x),
            static_cast<GLsizei>((clip.w - clip.y) * scale.y));
  glUseProgram(self.program_);
  const auto ndc_x = [&](float x) { return (x - origin.x) / data->DisplaySize.x * 2 - 1; };
  const auto ndc_y = [&](float y) { return 1 - (y - origin.y) / data->DisplaySize.y * 2; };
  glUniform4f(glGetUniformLocation(self.program_, "u_rect"), ndc_x(self.rect_.Min.x), ndc_y(self.rect_.Max.y),
              ndc_x(self.rect_.Max.x), ndc_y(self.rect_.Min.y));
  glUniform3f(glGetUniformLocation(self.program_, "u_low"), self.low_.x, self.low_.y, self.low_.z);
  glUniform3f(glGetUniformLocation(self.program_, "u_high"), self.high_.x, self.high_.y, self.high_.z);
  glBindVertexArray(self.vertex_array_);
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
  glBindVertexArray(0);
}

}  // namespace nines::ui
