// p^n as colour: n = 1..100 to the right on a log scale, p = .80..1 upwards. Iso lines at 1, 10, 50, 90 and 99 %.
// p^n is exp(n log p): pow() underflows to noise on some drivers, and the exponent is masked before it does.
uniform vec3 u_low;
uniform vec3 u_high;
in vec2 v_place;
out vec4 o_colour;

float line_at(float log_value, float level, float width) {
  float away = abs(log_value - log(level));
  return 1.0 - smoothstep(0.4 * width, 1.2 * width, away);
}

void main() {
  float n = exp(v_place.x * log(100.0));
  float p = 0.8 + 0.2 * v_place.y;
  float log_value = n * log(max(p, 1e-6));
  float value = log_value < -60.0 ? 0.0 : exp(log_value);
  vec3 colour = mix(u_low, u_high, 0.06 + 0.72 * value);
  float width = clamp(fwidth(log_value), 1e-6, 4.0);
  float lines = 0.0;
  lines = max(lines, line_at(log_value, 0.99, width));
  lines = max(lines, line_at(log_value, 0.9, width));
  lines = max(lines, line_at(log_value, 0.5, width));
  lines = max(lines, line_at(log_value, 0.1, width));
  lines = max(lines, line_at(log_value, 0.01, width));
  vec3 ink = dot(u_low, vec3(0.3333)) < 0.5 ? vec3(1.0) : vec3(0.0);
  o_colour = vec4(mix(colour, ink, 0.38 * lines), 1.0);
}
