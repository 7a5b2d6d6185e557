// One rectangle from four vertex numbers; no buffers. u_rect: left, bottom, right, top in clip space.
uniform vec4 u_rect;
out vec2 v_place;

void main() {
  v_place = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
  gl_Position = vec4(mix(u_rect.xy, u_rect.zw, v_place), 0.0, 1.0);
}
